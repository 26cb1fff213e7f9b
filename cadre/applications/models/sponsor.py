"""Who was asked to sponsor an application, what they answered, and the dated rules for it."""

from django.db import models
from django.db.models import Q

from cadre.applications.models.application import Application
from cadre.applications.states import SPONSOR_TAGS, SPONSORED, AcceptanceNeeds, SponsorReason, SponsorState
from cadre.programmes.models import DatedQuerySet

LOWEST, HIGHEST = 1, 4


class SponsorRules(models.Model):
    """What a sponsor undertakes and rates, when they are reminded, and what acceptance needs of them, from a day on.

    `undertakings`: sentences, which may name `{name}` and `{school}`. `behaviours`: key, name and description of what
    is rated before a gateway; `scale`: a word for each step from 1. `remind_after`: working days after asking;
    `remind_before`: days before registration closes. A link works for `link_days`.
    """

    undertakings = models.JSONField(default=list)
    behaviours = models.JSONField(default=list)
    scale = models.JSONField(default=list)
    remind_after = models.JSONField(default=list)
    remind_before = models.JSONField(default=list)
    link_days = models.PositiveSmallIntegerField()
    acceptance = models.CharField(max_length=12, choices=AcceptanceNeeds.choices())
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=400)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(acceptance__in=AcceptanceNeeds.values()), name="acceptance_needs_known")
        ]

    def __str__(self) -> str:
        return f"Rules for sponsors from {self.from_on}"


class SponsorshipQuerySet(models.QuerySet["Sponsorship"]):
    def current(self) -> "SponsorshipQuerySet":
        """Those that nobody has replaced: at most one for each application."""
        return self.exclude(state=SponsorState.REPLACED)

    def awaited(self) -> "SponsorshipQuerySet":
        """Not answered, of applications that still need an answer."""
        return self.filter(state=SponsorState.WAITING, application__state__in=SPONSORED)

    def of_address(self, email: str) -> "SponsorshipQuerySet":
        return self.filter(address=address_key(email))


def address_key(email: str) -> str:
    """An e-mail address as it is compared: one mailbox, however it is typed."""
    return email.strip().lower()


class Sponsorship(models.Model):
    """One person asked to sponsor one application.

    `address` is `email` as it is compared. `mailed_on` is the day of the last mail that named it. `rules` are those
    it was confirmed by. A replaced one is kept, and answers to no link.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="sponsorships")
    name = models.CharField(max_length=100)
    email = models.CharField(max_length=254)
    address = models.CharField(max_length=254)
    state = models.CharField(max_length=10, choices=SponsorState.choices(), default=SponsorState.WAITING)
    asked_at = models.DateTimeField()
    mailed_on = models.DateField()
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    role = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=14, choices=SponsorReason.choices(), blank=True)
    words = models.TextField(blank=True)
    rules = models.ForeignKey(SponsorRules, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces"
    )

    objects = SponsorshipQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=~Q(state=SponsorState.REPLACED), name="one_sponsor_at_a_time"
            ),
            models.CheckConstraint(condition=Q(state__in=SponsorState.values()), name="sponsorship_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[SponsorState.CONFIRMED, SponsorState.DECLINED]) | Q(answered_at__isnull=False),
                name="sponsor_answer_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=SponsorState.DECLINED) | Q(reason__in=SponsorReason.values()),
                name="sponsor_declines_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=SponsorState.REPLACED, replaced_at__isnull=False)
                | (~Q(state=SponsorState.REPLACED) & Q(replaced_at=None)),
                name="replaced_sponsor_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["address", "state"], name="sponsor_address"),
            models.Index(fields=["state", "application"], name="sponsor_state"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def state_kind(self) -> str:
        """The kind of its tag."""
        return SPONSOR_TAGS[SponsorState(self.state)]

    @property
    def is_waiting(self) -> bool:
        return self.state == SponsorState.WAITING


class SponsorRating(models.Model):
    """How a sponsor judges one leadership behaviour of an applicant before a gateway, 1 to 4."""

    sponsorship = models.ForeignKey(Sponsorship, on_delete=models.CASCADE, related_name="ratings")
    behaviour = models.SlugField(max_length=30)
    score = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sponsorship", "behaviour"], name="behaviour_rated_once"),
            models.CheckConstraint(condition=Q(score__range=(LOWEST, HIGHEST)), name="rating_on_the_scale"),
        ]

    def __str__(self) -> str:
        return f"{self.behaviour}: {self.score}"


class SponsorLink(models.Model):
    """A mailed way to what one address is asked. Only the secret's hash is kept; earlier links keep working."""

    address = models.CharField(max_length=254)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return "A sponsor's link"
