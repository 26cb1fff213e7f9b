"""Training sessions with their parts, places and marks; who helps; and the dated policy."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.delivery.states import Mark
from cadre.facilitators.models import Facilitator
from cadre.lib import clock
from cadre.partners.models import Partner
from cadre.programmes.models import DatedQuerySet
from cadre.training.states import AssistState, HelperState, HostState, PlaceState, SessionKind


class TrainingPolicy(models.Model):
    """From a day on: after how many led events somebody experienced is asked to help train and assure others."""

    help_after_events = models.PositiveSmallIntegerField()
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(help_after_events__gt=0), name="training_policy_sane")]

    def __str__(self) -> str:
        return f"Help after {self.help_after_events} events from {self.from_on}"


class SessionQuerySet(models.QuerySet["Session"]):
    def standing(self) -> "SessionQuerySet":
        return self.filter(called_off_at=None)


class Session(models.Model):
    """A training session at a host partner's. `first_on` and `last_on` are those of its parts.

    `planned_with` tells the page it was planned on from others, so that a double click plans one.
    """

    ref = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=SessionKind.choices())
    title = models.CharField(max_length=120)
    region = models.CharField(max_length=40)
    host = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="training_hosted")
    host_state = models.CharField(max_length=8, choices=HostState.choices(), default=HostState.INVITED)
    host_answered_at = models.DateTimeField(null=True, blank=True)
    host_words = models.CharField(max_length=500, blank=True)
    venue = models.CharField(max_length=200)
    places = models.PositiveSmallIntegerField()
    first_on = models.DateField()
    last_on = models.DateField()
    planned_at = models.DateTimeField(default=clock.now)
    planned_with = models.CharField(max_length=64, unique=True, null=True, blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    called_off_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["first_on", "ref"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SessionKind.values()), name="session_kind_known"),
            models.CheckConstraint(condition=Q(host_state__in=HostState.values()), name="host_state_known"),
            models.CheckConstraint(condition=Q(places__gt=0), name="session_has_places"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_complete(self) -> bool:
        return self.completed_at is not None


class Part(models.Model):
    """One part of a session, with its day and times. `sequence` counts its changes for calendars, `set_at` the last."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    on = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    sequence = models.PositiveIntegerField(default=0)
    set_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="part_once")]

    def __str__(self) -> str:
        return self.title


class Place(models.Model):
    """Somebody who was invited to a session, and what they answered. `joined_late`: they were added on the day.

    `again`: how often they said yes after a no, so that calendars take the later one.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="taken")
    facilitator = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="training")
    state = models.CharField(max_length=8, choices=PlaceState.choices(), default=PlaceState.INVITED)
    invited_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    joined_late = models.BooleanField(default=False)
    again = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["facilitator__user__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "facilitator"], name="training_place_once"),
            models.CheckConstraint(condition=Q(state__in=PlaceState.values()), name="training_place_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.facilitator}, {self.session}"


class PartMark(models.Model):
    """One person's mark in one part. No row means “not marked”, never attended. `version` counts changes.

    `marked_at` is when it was saved, `made_at` when it was chosen by the clock of the phone, where that said so.
    """

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="marks")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="marks")
    mark = models.CharField(max_length=12, choices=Mark.choices(), blank=True)
    note = models.CharField(max_length=300, blank=True)
    marked_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "place"], name="part_mark_once"),
            models.CheckConstraint(condition=Q(mark__in=["", *Mark.values()]), name="part_mark_known"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.mark or 'not marked'}"


class Helper(models.Model):
    """Somebody experienced who was asked to help train and assure others, and what they answered."""

    facilitator = models.OneToOneField(Facilitator, on_delete=models.CASCADE, related_name="helper")
    state = models.CharField(max_length=8, choices=HelperState.choices(), default=HelperState.INVITED)
    asked_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=HelperState.values()), name="helper_state_known")]

    def __str__(self) -> str:
        return str(self.facilitator)


class AssistingQuerySet(models.QuerySet["Assisting"]):
    def assigned(self) -> "AssistingQuerySet":
        """Those who help, at sessions that take place."""
        return self.filter(state=AssistState.ASSIGNED, session__called_off_at=None)


class Assisting(models.Model):
    """Somebody who helps at one session: assigned by staff, free to decline with a reason. `again` as in a place."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="assistants")
    facilitator = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="assisting")
    state = models.CharField(max_length=8, choices=AssistState.choices(), default=AssistState.ASSIGNED)
    assigned_at = models.DateTimeField(default=clock.now)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)
    again = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)

    objects = AssistingQuerySet.as_manager()

    class Meta:
        ordering = ["facilitator__user__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "facilitator"], name="assists_once"),
            models.CheckConstraint(condition=Q(state__in=AssistState.values()), name="assist_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.facilitator}, {self.session}"
