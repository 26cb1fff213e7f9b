"""Suggested staffing with what was decided by hand."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.facilitators.models import Facilitator
from cadre.groups.models import Group
from cadre.lib import clock
from cadre.programmes.models import Intake
from cadre.scheduling.states import FacilitatorRole
from cadre.staffing.states import STANDING, SUGGESTION_TAGS, WORKING, ByHand, Scope, SuggestionState

SEATS = (FacilitatorRole.LEAD, FacilitatorRole.CO)


class Suggestion(models.Model):
    """Who would staff a group, an intake's groups or all groups that lack somebody.

    `drawn`: what it is worked out from, by references and keys, never names: {"instance", "facts"}. `levels`, `bounds`
    and `hand` as the plan says them. `base`: the one that this adjusts. `digest` is of `drawn` and what was decided by
    hand: the same digest is the same suggestion, so that two presses ask for one.
    """

    ref = models.CharField(max_length=20, unique=True)
    scope = models.CharField(max_length=8, choices=Scope.choices())
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="suggestions")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    base = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="adjusted")
    state = models.CharField(max_length=10, choices=SuggestionState.choices(), default=SuggestionState.QUEUED)
    digest = models.CharField(max_length=64, blank=True)
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
            models.UniqueConstraint(
                fields=["digest"],
                condition=Q(state__in=STANDING) & ~Q(digest=""),
                name="one_suggestion_of_the_same_facts",
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
