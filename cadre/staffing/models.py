"""Suggested staffing with what was decided by hand, invitations, and the policy both are made by."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cadre.facilitators.models import Facilitator
from cadre.groups.models import Group
from cadre.lib import clock
from cadre.programmes.models import DatedQuerySet, Intake
from cadre.scheduling.models import Event
from cadre.scheduling.states import FacilitatorRole
from cadre.staffing.states import (
    INVITATION_TAGS,
    SUGGESTION_TAGS,
    WORKING,
    ByHand,
    InvitationState,
    Scope,
    SuggestionState,
)

SEATS = (FacilitatorRole.LEAD, FacilitatorRole.CO)


class StaffingPolicy(models.Model):
    """What suggestions and invitations assume from a day on.

    `unsaid_km`, `unsaid_events`: how far, and to how many events of a season, somebody goes who named no limit.
    `answer_days`: how long an invitation is open. `remind_days`: how long before its end it is recalled, 0 for never.
    `plan_briefing_days`: how long before an event its lead is reminded to set its briefing, while it is not set.
    `briefing_days`: how many days before a briefing its team is reminded of it.
    """

    unsaid_km = models.PositiveSmallIntegerField()
    unsaid_events = models.PositiveSmallIntegerField()
    answer_days = models.PositiveSmallIntegerField()
    remind_days = models.PositiveSmallIntegerField(default=0)
    plan_briefing_days = models.PositiveSmallIntegerField(default=14)
    briefing_days = models.PositiveSmallIntegerField(default=1)
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "staffing policies"
        constraints = [models.CheckConstraint(condition=Q(answer_days__gt=0), name="invitation_takes_time")]

    def __str__(self) -> str:
        return f"{self.unsaid_km} km and {self.answer_days} days from {self.from_on}"


class QualityLead(models.Model):
    """An experienced facilitator who visits the first event of a new one, from a day until before another."""

    facilitator = models.ForeignKey(Facilitator, on_delete=models.CASCADE, related_name="quality_lead")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facilitator", "from_on"], name="quality_lead_once"),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gt=F("from_on")), name="quality_lead_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.facilitator} from {self.from_on}"


class Suggestion(models.Model):
    """Who would staff a group, an intake's groups or all groups that lack somebody.

    `drawn`: what it is worked out from, by references and keys, never names: {"instance", "facts"}. `levels`, `bounds`
    and `hand` as the plan says them. `base`: the one that this adjusts.
    """

    ref = models.CharField(max_length=20, unique=True)
    scope = models.CharField(max_length=8, choices=Scope.choices())
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="suggestions")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    base = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="adjusted")
    state = models.CharField(max_length=10, choices=SuggestionState.choices(), default=SuggestionState.QUEUED)
    drawn = models.JSONField(default=dict)
    groups = models.PositiveIntegerField()
    levels = models.JSONField(default=dict)
    bounds = models.JSONField(default=dict)
    hand = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SuggestionState.values()), name="suggestion_state_known"),
            models.CheckConstraint(
                condition=Q(scope=Scope.GROUP, group__isnull=False, intake=None)
                | Q(scope=Scope.INTAKE, group=None, intake__isnull=False)
                | Q(scope=Scope.SEASON, group=None, intake=None),
                name="suggestion_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"suggestion {self.ref}"

    @property
    def what(self) -> str:
        """`NPQSL-S27-04`, `Spring 2027` or `the whole season`."""
        return str(self.group or self.intake or "the whole season")

    @property
    def state_kind(self) -> str:
        """The kind of its tag."""
        return SUGGESTION_TAGS.get(SuggestionState(self.state), "")

    @property
    def is_working(self) -> bool:
        return self.state in WORKING

    @property
    def is_worked_out(self) -> bool:
        return self.ready_at is not None

    @property
    def is_ready(self) -> bool:
        return self.state == SuggestionState.READY


class Decision(models.Model):
    """What somebody decided by hand before the rest was worked out. An excluded person has no role."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=8, choices=ByHand.choices())
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    facilitator = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=6, choices=FacilitatorRole.choices(), blank=True)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ByHand.FIX, role__in=SEATS) | Q(kind=ByHand.EXCLUDE, role=""), name="decision_known"
            ),
            models.UniqueConstraint(fields=["suggestion", "group", "facilitator"], name="decided_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.facilitator_id} for {self.group_id}"


class CoverQuerySet(models.QuerySet["Cover"]):
    def open(self) -> "CoverQuerySet":
        """Dates that nobody has taken yet, at events that take place."""
        return self.filter(covered_at=None, ended_at=None, event__called_off_at=None)


class SuggestedTeam(models.Model):
    """What a suggestion says of one group. `next`: {"lead", "co"}: keys of who would be next, the best first.

    `why_*`: the sentence of each seat, also of one that is open. `held_*`: the seat is taken already, by an assignment
    or an open invitation. `days`: the day each event is thought on.
    """

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="teams")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Facilitator, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    co = models.ForeignKey(Facilitator, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    held_lead = models.BooleanField(default=False)
    held_co = models.BooleanField(default=False)
    why_lead = models.TextField(blank=True)
    why_co = models.TextField(blank=True)
    visit = models.TextField(blank=True)
    days = models.JSONField(default=list)
    next = models.JSONField(default=dict)

    class Meta:
        ordering = ["group__ref"]
        constraints = [models.UniqueConstraint(fields=["suggestion", "group"], name="team_once_a_suggestion")]

    def __str__(self) -> str:
        return f"{self.suggestion}, {self.group}"

    @property
    def verdict(self) -> tuple[str, str]:
        """(words, kind) of its tag."""
        if self.lead_id is None:
            return "Nobody leads", "bad"
        return ("Two", "good") if self.co_id else ("One alone", "warn")


class Cover(models.Model):
    """A date on which somebody of a group is not there, and a stand-in is looked for.

    Not covered until `covered_at`, when somebody said yes; over at `ended_at`, when they are there after all.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="covers")
    out = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="covers")
    reason = models.TextField()
    sought_at = models.DateTimeField()
    sought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    covered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        ordering = ["event__starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "out"], condition=Q(covered_at=None, ended_at=None), name="cover_sought_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event} without {self.out}"

    @property
    def is_open(self) -> bool:
        return self.covered_at is None and self.ended_at is None


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


class Briefing(models.Model):
    """The online hour before an event in which its lead facilitator briefs the others.

    `recording_link` and `notes` come after it. `held_at`: since when it is kept as held.
    """

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="briefing")
    starts_at = models.DateTimeField()
    joining_link = models.URLField(max_length=500)
    recording_link = models.URLField(max_length=500, blank=True)
    notes = models.TextField(blank=True)
    set_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at"]

    def __str__(self) -> str:
        return f"briefing for {self.event}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(hours=1)


class BriefingAttendance(models.Model):
    """Whether a facilitator was at a briefing."""

    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="attendance")
    facilitator = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="+")
    attended = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["briefing", "facilitator"], name="briefed_once")]

    def __str__(self) -> str:
        return f"{self.facilitator}: {'there' if self.attended else 'not there'}"


class SubstitutionQuerySet(models.QuerySet["Substitution"]):
    def standing(self) -> "SubstitutionQuerySet":
        """Those that were not taken back."""
        return self.filter(ended_at=None)


class Substitution(models.Model):
    """Somebody stands in for a facilitator of a group on one event, for a reason, until taken back."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="substitutions")
    out = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="+")
    stand_in = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="standing_in")
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        ordering = ["event", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "out"], condition=Q(ended_at=None), name="replaced_once"),
            models.UniqueConstraint(fields=["event", "stand_in"], condition=Q(ended_at=None), name="stands_in_once"),
            models.CheckConstraint(condition=~Q(out=F("stand_in")), name="stand_in_is_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.stand_in} for {self.out}"


class VisitQuerySet(models.QuerySet["Visit"]):
    def standing(self) -> "VisitQuerySet":
        return self.filter(ended_at=None)


class Visit(models.Model):
    """A quality lead visits an event that is the first of a new facilitator, until taken back."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="visits")
    new = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="visited")
    visitor = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="visits")
    arranged_at = models.DateTimeField()
    arranged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["event__starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "new"], condition=Q(ended_at=None), name="visited_by_one"),
            models.CheckConstraint(condition=~Q(new=F("visitor")), name="visitor_is_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"visit of {self.visitor} to {self.event}"
