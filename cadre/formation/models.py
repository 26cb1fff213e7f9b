"""Plans, what they propose to each person and partner, what was pinned by hand, and the policy they are made by."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.applications.models import Application
from cadre.formation.states import (
    PLAN_TAGS,
    REHEARSING,
    UNDER_WAY,
    WORKED_OUT,
    MailChoice,
    PinKind,
    PlanState,
    RehearsalState,
    SeatKind,
)
from cadre.groups.models import Group
from cadre.lib import clock
from cadre.messages.mail import kind_named
from cadre.partners.models import Partner
from cadre.programmes.models import DatedQuerySet, Offering


class FormationPolicy(models.Model):
    """What plans assume from a day on. `unsaid_km`: how far somebody travels who named no limit."""

    unsaid_km = models.PositiveSmallIntegerField()
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "formation policies"

    def __str__(self) -> str:
        return f"{self.unsaid_km} km from {self.from_on}"


class PlanQuerySet(models.QuerySet["Plan"]):
    def light(self) -> "PlanQuerySet":
        """Without what only solving and checking read."""
        return self.defer("drawn", "result", "packed", "applied")

    def under_way(self) -> "PlanQuerySet":
        return self.filter(state__in=UNDER_WAY)


class Plan(models.Model):
    """Who would sit where, and how near that is to the best.

    `drawn`: the instance and the facts it was drawn from, by references, never names: {"instance", "facts"}. `digest`
    is of it, the terms it was asked for by, the pins and the answers; the same digest is the same plan. `result`: the
    seats in the form of a plan file, with `hand`, what the hand rule reaches; `levels` and `bounds` are copied from
    there. `packed`: the same for the solver, so that questions about it are answered at once. `base`: the plan this one
    adjusts. `answers`: what people and partners said to that one. `applied`: what carrying it out changed, so that it
    can be undone.
    """

    ref = models.CharField(max_length=20, unique=True)
    offering = models.ForeignKey(Offering, on_delete=models.PROTECT, related_name="plans")
    base = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="adjusted")
    state = models.CharField(max_length=12, choices=PlanState.choices(), default=PlanState.QUEUED)
    terms = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    drawn = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    packed = models.BinaryField(default=b"")
    applied = models.JSONField(default=dict)
    people = models.PositiveIntegerField()
    levels = models.JSONField(default=dict)
    bounds = models.JSONField(default=dict)
    hand = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    why = models.TextField(blank=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ready_at = models.DateTimeField(null=True, blank=True)
    committed_at = models.DateTimeField(null=True, blank=True)
    committed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PlanState.values()), name="plan_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=WORKED_OUT) | Q(ready_at__isnull=False), name="ready_plan_has_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PlanState.COMMITTED, PlanState.UNDONE])
                | Q(committed_at__isnull=False, committed_by__isnull=False),
                name="committed_plan_has_a_time",
            ),
            models.UniqueConstraint(
                fields=["digest"], condition=Q(state__in=UNDER_WAY), name="one_plan_of_a_kind_under_way"
            ),
        ]
        indexes = [models.Index(fields=["offering", "-made_at"]), models.Index(fields=["digest"])]

    def __str__(self) -> str:
        return f"plan {self.ref}"

    @property
    def state_kind(self) -> str:
        """The kind of its tag."""
        return PLAN_TAGS.get(PlanState(self.state), "")

    @property
    def is_working(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def is_worked_out(self) -> bool:
        return self.state in WORKED_OUT

    @property
    def is_ready(self) -> bool:
        return self.state == PlanState.READY

    @property
    def nowhere(self) -> int:
        """How many sit in no group."""
        return int(self.people - self.levels.get("seated", 0))


class Pin(models.Model):
    """What somebody decided before the rest was worked out, and why.

    `place`: the id of the place that runs or does not, or where the person sits; blank for a person who sits nowhere.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="pins")
    kind = models.CharField(max_length=8, choices=PinKind.choices())
    place = models.CharField(max_length=60, blank=True)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PinKind.values()), name="pin_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=PinKind.PERSON, application__isnull=False)
                | (~Q(kind=PinKind.PERSON) & Q(application=None) & ~Q(place="")),
                name="pin_of_one_thing",
            ),
            models.UniqueConstraint(fields=["plan", "application"], name="person_pinned_once"),
            models.UniqueConstraint(fields=["plan", "place"], condition=Q(application=None), name="place_pinned_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.place}"


class Rehearsal(models.Model):
    """What carrying a plan out would cause, found by doing it aside and throwing it away.

    `close`: the references of the empty groups that would be closed. `papers`: invoices and contract schedules that
    would follow, as [what, for whom, why or amount]. `faults`: reactions that failed. A plan has one, the latest.
    """

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="rehearsal")
    state = models.CharField(max_length=10, choices=RehearsalState.choices(), default=RehearsalState.QUEUED)
    close = models.JSONField(default=list)
    number = models.PositiveIntegerField(default=1)
    done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ready_at = models.DateTimeField(null=True, blank=True)
    papers = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    why = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=RehearsalState.values()), name="rehearsal_state")]

    def __str__(self) -> str:
        return f"mails of {self.plan}"

    @property
    def is_working(self) -> bool:
        return self.state in REHEARSING

    @property
    def is_ready(self) -> bool:
        return self.state == RehearsalState.READY


class ForeseenMail(models.Model):
    """A mail that carrying out the plan would cause, in its exact words without personal links, and what is chosen."""

    rehearsal = models.ForeignKey(Rehearsal, on_delete=models.CASCADE, related_name="mails")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=80)
    to = models.CharField(max_length=254, blank=True)
    to_name = models.CharField(max_length=200, blank=True)
    cc = models.JSONField(default=list)
    about_label = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    files = models.JSONField(default=list)
    lacks = models.TextField(blank=True)
    choice = models.CharField(max_length=10, choices=MailChoice.choices(), default=MailChoice.SEND)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["rehearsal", "number"], name="foreseen_once"),
            models.CheckConstraint(condition=Q(choice__in=MailChoice.values()), name="foreseen_choice_known"),
        ]
        indexes = [models.Index(fields=["rehearsal", "kind"])]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to_name or self.to}"[:200]

    @property
    def kind_name(self) -> str:
        try:
            return kind_named(self.kind).name
        except LookupError:
            return self.kind

    @property
    def choice_kind(self) -> str:
        """The kind of its tag."""
        return {MailChoice.SEND: "good", MailChoice.HOLD: "warn"}.get(MailChoice(self.choice), "open")


class PlannedGroup(models.Model):
    """One place of a plan: a partner with its forming groups, or (`group`) one confirmed group with free places.

    `before` counts who sits there now, `seated` who would, `own` those of them who chose it, `wished` who chose it.
    `groups`: how many it can hold.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="places")
    place = models.CharField(max_length=60)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    groups = models.PositiveSmallIntegerField()
    least = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField()
    wished = models.PositiveIntegerField()
    before = models.PositiveIntegerField()
    seated = models.PositiveIntegerField()
    own = models.PositiveIntegerField()
    sentence = models.TextField()

    class Meta:
        ordering = ["-seated", "-wished", "partner__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "place"], name="place_once_a_plan")]

    def __str__(self) -> str:
        return self.place

    @property
    def runs(self) -> bool:
        return self.seated > 0

    @property
    def verdict(self) -> tuple[str, str]:
        """(words, kind) of its tag."""
        if self.group_id:
            return ("Runs already", "good") if self.seated else ("Nobody joins", "")
        if self.runs:
            return ("Runs", "good") if self.before >= self.least else ("Would run", "brand")
        return ("Does not run", "warn") if self.groups else ("Has no group", "open")


class PlannedSeat(models.Model):
    """What a plan proposes to one person. `group`: None where it would be opened, or the person sits nowhere.

    `offered`: the place is offered to them from the waiting list already, so that carrying out the plan leaves it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="seats")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=SeatKind.choices())
    place = models.CharField(max_length=60, blank=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    now_in = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    km = models.FloatField(null=True, blank=True)
    undecided = models.BooleanField(default=False)
    offered = models.BooleanField(default=False)
    sentence = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "application"], name="seat_once_a_plan"),
            models.CheckConstraint(condition=Q(kind__in=SeatKind.values()), name="seat_kind_known"),
        ]
        indexes = [models.Index(fields=["plan", "place"])]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.get_kind_display()}"

    @property
    def kind_tag(self) -> str:
        """The kind of its tag."""
        tags: dict[Any, str] = {SeatKind.CHOICE: "good", SeatKind.LOCAL: "brand", SeatKind.DISTANCE: "open"}
        return tags.get(self.kind, "warn")

    @property
    def changes(self) -> bool:
        """Whether the person would sit elsewhere than now."""
        return not self.offered and (self.now_in_id != self.group_id or (self.group_id is None and bool(self.place)))
