"""Invitations to a seat of a group or to stand in on a date, with their mailed links."""

from django.db import models
from django.db.models import F, Q

from cadre.facilitators.models import Facilitator
from cadre.groups.models import Group
from cadre.scheduling.states import FacilitatorRole
from cadre.staffing.models.dates import Cover
from cadre.staffing.models.suggestions import SEATS, Suggestion
from cadre.staffing.states import INVITATION_TAGS, InvitationState


class SeatInvitationQuerySet(models.QuerySet["Invitation"]):
    def to_seats(self) -> "SeatInvitationQuerySet":
        """Those to a group as a whole, not to stand in on one date."""
        return self.filter(cover=None)

    def open(self) -> "SeatInvitationQuerySet":
        return self.filter(state=InvitationState.SENT)


class Invitation(models.Model):
    """Somebody is asked to take a seat of a group, or to stand in on one date (`cover`); accepting gives it to them.

    Several may be asked for one seat at once; it goes to whoever accepts first. `follow`: after a no, or none in time,
    the next suggested is invited by itself. `message`: what they said.
    """

    ref = models.CharField(max_length=20, unique=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=6, choices=FacilitatorRole.choices())
    facilitator = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="invitations")
    state = models.CharField(max_length=10, choices=InvitationState.choices(), default=InvitationState.SENT)
    suggestion = models.ForeignKey(
        Suggestion, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    cover = models.ForeignKey(Cover, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations")
    follow = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    message = models.TextField(blank=True)

    objects = SeatInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=InvitationState.values()), name="staffing_invitation_state"),
            models.CheckConstraint(condition=Q(role__in=SEATS), name="invitation_to_a_seat"),
            models.CheckConstraint(condition=Q(due_at__gt=F("sent_at")), name="invitation_open_for_a_time"),
            models.UniqueConstraint(
                fields=["group", "facilitator"],
                condition=Q(state=InvitationState.SENT, cover=None),
                name="asked_to_staff_once",
            ),
            models.UniqueConstraint(
                fields=["cover", "facilitator"],
                condition=Q(state=InvitationState.SENT),
                name="asked_to_stand_in_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"])]

    def __str__(self) -> str:
        return f"invitation of {self.facilitator} to {self.cover.event if self.cover else self.group}"

    @property
    def seat(self) -> str:
        """`Lead facilitator`, or `Stand in, Day 1`. Its cover and event are loaded, or asked for."""
        return f"Stand in, {self.cover.event.element.title}" if self.cover else self.get_role_display()

    @property
    def is_open(self) -> bool:
        return self.state == InvitationState.SENT

    @property
    def state_kind(self) -> str:
        """The kind of its tag."""
        return INVITATION_TAGS.get(InvitationState(self.state), "")


class InvitationLink(models.Model):
    """One mailed link to one invitation. Only the hash of the secret is kept; earlier links keep working."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Link {self.pk}"
