"""Memoranda of understanding: the dated text, the terms they are made by, each partner's own, and links to sign."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from cadre.documents.models import Document
from cadre.partners.models.partner import Partner
from cadre.partners.states import MEMORANDUM_TAGS, UNDER_WAY, MemorandumState, TextState
from cadre.programmes.models import DatedQuerySet


class MemorandumPolicy(models.Model):
    """The terms memoranda are made by, from a day on.

    `term_months`: how long one lasts. `renew_months` before its end the next is proposed. `link_days`: how long a
    mailed link to sign works. `remind_days`: how often who has to sign is reminded, 0 for never.
    """

    term_months = models.PositiveSmallIntegerField()
    renew_months = models.PositiveSmallIntegerField()
    link_days = models.PositiveSmallIntegerField()
    remind_days = models.PositiveSmallIntegerField(default=0)
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "memorandum policies"
        constraints = [
            models.CheckConstraint(condition=Q(term_months__gt=F("renew_months")), name="memorandum_outlasts_renewal"),
            models.CheckConstraint(condition=Q(link_days__gt=0), name="memorandum_link_lasts"),
        ]

    def __str__(self) -> str:
        return f"{self.term_months} months from {self.from_on}"


class MemorandumText(models.Model):
    """One version of the text. `body` is Markdown whose sections begin with `## Heading`, with merge fields.

    A draft may be changed; what is published holds from `from_on`, until a later one does, and never changes.
    `changes` counts how often a draft was saved, so that nobody saves over what they did not read.
    """

    version = models.PositiveSmallIntegerField(unique=True)
    state = models.CharField(max_length=10, choices=TextState.choices(), default=TextState.DRAFT)
    body = models.TextField()
    source = models.CharField(max_length=300)
    changes = models.PositiveIntegerField(default=0)
    from_on = models.DateField(null=True, blank=True, unique=True)
    saved_at = models.DateTimeField()
    saved_by_name = models.CharField(max_length=200)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TextState.values()), name="memorandum_text_state_known"),
            models.CheckConstraint(
                condition=Q(state=TextState.DRAFT, from_on=None) | Q(state=TextState.PUBLISHED, from_on__isnull=False),
                name="memorandum_text_published_from",
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=TextState.DRAFT), name="one_draft_of_the_memorandum_text"
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.version}"

    @property
    def is_draft(self) -> bool:
        return self.state == TextState.DRAFT

    @property
    def is_example(self) -> bool:
        return self.source.upper().startswith("EXAMPLE")


class MemorandumQuerySet(models.QuerySet["Memorandum"]):
    def under_way(self) -> "MemorandumQuerySet":
        """To be signed by somebody, sent anew or given up."""
        return self.filter(state__in=UNDER_WAY)

    def in_force(self) -> "MemorandumQuerySet":
        return self.filter(state=MemorandumState.IN_FORCE)

    def with_look(self) -> "MemorandumQuerySet":
        """With what its pages show; the bytes of its documents stay where they are."""
        files = ("document__content", "document__data", "signed_copy__content", "signed_copy__data")
        return self.select_related("partner", "text", "document", "signed_copy", "replaces").defer(*files)


class Memorandum(models.Model):
    """One partner's memorandum. `document` is the file that is signed, drawn anew each time it is sent.

    In force from `in_force_on` until before `ends_on`; no `ends_on` is until it is ended. `on_paper`: signed outside,
    before or beside this system, so there is no file here. `signatory_…`: who was named to sign by a mailed link.
    """

    ref = models.CharField(max_length=20, unique=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="memoranda")
    text = models.ForeignKey(MemorandumText, on_delete=models.PROTECT, null=True, blank=True, related_name="memoranda")
    state = models.CharField(max_length=10, choices=MemorandumState.choices(), default=MemorandumState.DRAFT)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_copy = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on_paper = models.BooleanField(default=False)
    signatory_name = models.CharField(max_length=200, blank=True)
    signatory_email = models.EmailField(max_length=254, blank=True)
    signatory_role = models.CharField(max_length=120, blank=True)
    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    renewal_proposed_at = models.DateTimeField(null=True, blank=True)

    objects = MemorandumQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "memoranda"
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MemorandumState.values()), name="memorandum_state_known"),
            models.UniqueConstraint(
                fields=["partner"], condition=Q(state__in=UNDER_WAY), name="one_memorandum_under_way"
            ),
            models.UniqueConstraint(
                fields=["partner"], condition=Q(state=MemorandumState.IN_FORCE), name="one_memorandum_in_force"
            ),
            models.CheckConstraint(
                condition=~Q(state=MemorandumState.IN_FORCE) | Q(in_force_on__isnull=False),
                name="memorandum_in_force_from",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(in_force_on=None) | Q(ends_on__gt=F("in_force_on")),
                name="memorandum_lasts",
            ),
        ]

    def __str__(self) -> str:
        return str(self.ref)

    @property
    def state_kind(self) -> str:
        """The kind of its tag."""
        return MEMORANDUM_TAGS.get(MemorandumState(self.state), "")

    def is_in_force_on(self, day: date) -> bool:
        begun = self.state == MemorandumState.IN_FORCE and self.in_force_on is not None and self.in_force_on <= day
        return begun and (self.ends_on is None or day < self.ends_on)


class SigningLink(models.Model):
    """One mailed link to sign one file. Only the hash of the secret is kept; sending anew or recalling voids it."""

    memorandum = models.ForeignKey(Memorandum, on_delete=models.CASCADE, related_name="links")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Link {self.pk}"
