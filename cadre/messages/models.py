import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.documents.models import Document
from cadre.journal.quick_rows import QuickRow
from cadre.lib import clock
from cadre.messages.mail import Kind, kind_named
from cadre.messages.rules import masked_html, unsealed
from cadre.messages.states import MESSAGE, TAGS, WISHES

KEYS = uuid.UUID("6d0c6f3e-6c1b-4f0e-9a53-3b8f2b7f2f10")


def id_of(key: str) -> uuid.UUID:
    """The message of a key. One key, one id: so posting twice is one row, and its Message-ID never changes."""
    return uuid.uuid5(KEYS, key)


class TemplateQuerySet(models.QuerySet["Template"]):
    def in_use(self) -> "TemplateQuerySet":
        return self.filter(in_use=True)


class Template(models.Model):
    """One version of the words of a kind, as staff wrote them. Of a kind without a version in use, the room's apply."""

    kind = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    saved_at = models.DateTimeField(default=clock.now)
    saved_by_id = models.BigIntegerField(null=True)
    saved_by_name = models.CharField(max_length=200)
    in_use = models.BooleanField(default=False)
    activated_at = models.DateTimeField(null=True)
    activated_by_name = models.CharField(max_length=200, blank=True)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="template_version_once"),
            models.UniqueConstraint(fields=["kind"], condition=Q(in_use=True), name="template_one_in_use"),
        ]

    def __str__(self) -> str:
        return self.kind


class MessageQuerySet(models.QuerySet["Message"]):
    def about(self, *subjects: models.Model) -> "MessageQuerySet":
        """Messages about any of the given rows, newest first."""
        matches = Q()
        for subject in subjects:
            matches |= Q(about_kind=subject._meta.label_lower, about_id=str(subject.pk))
        return self.filter(matches).order_by("-created_at", "pk")

    def for_lists(self) -> "MessageQuerySet":
        return self.defer("text", "html", "secrets", "fields")

    def needing_a_human(self) -> "MessageQuerySet":
        return self.filter(state__in=["held", "failed", "uncertain"])


class Message(QuickRow):
    """One message to one person, and what became of it.

    `text` and `html` never hold a one-time link: a mark stands in its place. `secrets` holds the links, sealed with
    the site's key, until the message is sent (in demo mode for longer, so that the mail page can show them).
    `fields` is kept only while a value is lacking. `claimed_*` say which worker has it in hand, by the real clock.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=80)
    template_version = models.PositiveIntegerField(default=0)
    careful = models.BooleanField(default=False)
    to = models.CharField(max_length=254, blank=True)
    to_name = models.CharField(max_length=200, blank=True)
    cc = models.JSONField(default=list)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    secrets = models.TextField(blank=True)
    fields = models.JSONField(default=dict)
    about_kind = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    about_label = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=MESSAGE.choices, default=MESSAGE.initial)
    channel = models.CharField(max_length=10, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]
        indexes = [
            models.Index(fields=["state", "-created_at"], name="outbox_state"),
            models.Index(fields=["about_kind", "about_id", "-created_at"], name="outbox_about"),
            models.Index(fields=["kind", "-created_at"], name="outbox_kind"),
            models.Index(fields=["to", "-created_at"], name="outbox_to"),
            models.Index(fields=["-created_at"], name="outbox_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(MESSAGE.labels)), name="outbox_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to_name or self.to}"[:200]

    @property
    def declared(self) -> Kind | None:
        """The kind as its room declares it, unless it no longer does."""
        try:
            return kind_named(self.kind)
        except LookupError:
            return None

    @property
    def kind_name(self) -> str:
        return self.declared.name if self.declared else self.kind

    @property
    def state_label(self) -> str:
        return MESSAGE.labels[self.state]

    @property
    def state_tag(self) -> str:
        return TAGS[self.state]

    @property
    def message_id(self) -> str:
        """The same for every attempt, so that a mailbox can tell a repeat."""
        host = settings.SITE_URL.split("://")[-1].split("/")[0].split(":")[0]
        return f"<{self.id}@{host}>"

    @property
    def shown_text(self) -> str:
        """The text for staff, without the personal links."""
        return unsealed(self.text, {})

    @property
    def shown_html(self) -> str:
        """The HTML for staff, without the personal links. Made by us and safe to show."""
        return masked_html(self.html)


class Wish(models.Model):
    """What somebody decided about a message before it was written: that it is held, or left out.

    It is of a kind, to an address and about a thing by its name, and meets the first message that fits, once.
    """

    kind = models.CharField(max_length=80)
    to = models.CharField(max_length=254, blank=True)
    about_label = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=10, choices=[(one, MESSAGE.labels[one]) for one in WISHES])
    reason = models.TextField()
    by_name = models.CharField(max_length=200)
    said_at = models.DateTimeField()
    met_by = models.OneToOneField(Message, on_delete=models.PROTECT, null=True, related_name="wish")

    class Meta:
        verbose_name_plural = "wishes"
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "to"], condition=Q(met_by=None), name="wish_open")]
        constraints = [models.CheckConstraint(condition=Q(outcome__in=WISHES), name="wish_outcome_known")]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}: {self.outcome}"


class MessageAttachment(models.Model):
    """A file that goes with a message: a stored document, or bytes made for this message alone."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    filename = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["message", "position"], name="attachment_once"),
            models.CheckConstraint(
                condition=Q(document__isnull=False, content__isnull=True)
                | Q(document__isnull=True, content__isnull=False),
                name="attachment_document_or_bytes",
            ),
        ]

    def __str__(self) -> str:
        return self.filename
