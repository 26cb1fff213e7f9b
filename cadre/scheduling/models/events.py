"""Events with their dates, and who staffs a group."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cadre.facilitators.models import Facilitator
from cadre.groups.models import Group
from cadre.journal.quick_rows import QuickRow
from cadre.lib import clock
from cadre.partners.models import Venue
from cadre.programmes.models import TimelineElement
from cadre.programmes.states import ElementKind
from cadre.scheduling.states import FacilitatorRole


class EventQuerySet(models.QuerySet["Event"]):
    def standing(self) -> "EventQuerySet":
        """Those that take place, or did."""
        return self.filter(called_off_at=None)


class Event(QuickRow):
    """A training day of a group, or an online event, on a date picked inside its window. A residential spans days.

    An online event has a joining link in place of a venue, and `arrival` is when the link opens. `sequence` counts
    changes for calendars; the UID of the calendar entry is the reference. `called_off_at`: since when it does not take
    place, because its group was dissolved.
    """

    ref = models.CharField(max_length=30, unique=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="events")
    element = models.ForeignKey(TimelineElement, on_delete=models.PROTECT, related_name="events")
    starts_on = models.DateField()
    ends_on = models.DateField()
    arrival = models.TimeField()
    starts = models.TimeField()
    ends = models.TimeField()
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    joining_link = models.URLField(max_length=500, blank=True)
    picked_at = models.DateTimeField(default=clock.now)
    picked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sequence = models.PositiveIntegerField(default=0)
    called_off_at = models.DateTimeField(null=True, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "ref"]
        constraints = [
            models.UniqueConstraint(fields=["group", "element"], name="event_once_an_element"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="event_days_in_order"),
        ]
        indexes = [models.Index(fields=["starts_on"])]

    def __str__(self) -> str:
        return self.element.title

    @property
    def is_online(self) -> bool:
        return self.element.kind == ElementKind.ONLINE_EVENT

    @property
    def where(self) -> str:
        """`Darley House`, `Online`, or empty while no venue is confirmed."""
        return "Online" if self.is_online else str(self.venue or "")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def current(self) -> "AssignmentQuerySet":
        return self.filter(released_at=None)


class Assignment(models.Model):
    """A facilitator staffs a group, as lead or beside the lead, until released."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="assignments")
    facilitator = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=6, choices=FacilitatorRole.choices())
    assigned_at = models.DateTimeField(default=clock.now)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "facilitator"], condition=Q(released_at=None), name="assigned_once"
            ),
            models.UniqueConstraint(fields=["group", "role"], condition=Q(released_at=None), name="one_lead_one_co"),
            models.CheckConstraint(condition=Q(role__in=FacilitatorRole.values()), name="facilitator_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.facilitator}, {self.group}"
