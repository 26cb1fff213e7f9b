"""What a partner's public page says, in versions."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.lib import clock
from cadre.partners.models.partner import Partner
from cadre.partners.states import PROFILE_TAGS, ProfileState


class ProfileQuerySet(models.QuerySet["ProfileVersion"]):
    def waiting(self) -> "ProfileQuerySet":
        """Those to be approved or sent back."""
        return self.filter(state=ProfileState.WAITING)

    def open(self) -> "ProfileQuerySet":
        """Drafts, and those that wait: at most one of a partner."""
        return self.filter(state__in=(ProfileState.DRAFT, ProfileState.WAITING))

    def shown(self) -> "ProfileQuerySet":
        """What the public page shows: at most one of a partner."""
        return self.filter(state=ProfileState.APPROVED)


class ProfileVersion(models.Model):
    """One version. `links` are [label, address] pairs; `contacts` the keys of the contacts it wants shown.

    A contact is shown while an approved version names it and its own mark says public: taking the mark away works at
    once, and putting it on waits for approval.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="profiles")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=ProfileState.choices(), default=ProfileState.DRAFT)
    headline = models.CharField(max_length=160, blank=True)
    overview = models.TextField()
    website = models.URLField(max_length=200, blank=True)
    links = models.JSONField(default=list, blank=True)
    contacts = models.JSONField(default=list, blank=True)
    made_by_name = models.CharField(max_length=100)
    made_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "number"], name="profile_number_once"),
            models.UniqueConstraint(
                fields=["partner"],
                condition=Q(state__in=(ProfileState.DRAFT, ProfileState.WAITING)),
                name="profile_one_open",
            ),
            models.UniqueConstraint(
                fields=["partner"], condition=Q(state=ProfileState.APPROVED), name="profile_one_shown"
            ),
            models.CheckConstraint(condition=Q(state__in=ProfileState.values()), name="profile_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.partner}, version {self.number}"

    @property
    def state_kind(self) -> str:
        """The kind of its tag."""
        return PROFILE_TAGS.get(ProfileState(self.state), "")
