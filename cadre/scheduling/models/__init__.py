"""Events with their dates, who staffs a group, holds, feeds, and what partners were told."""

from cadre.scheduling.models.dates import DateAnswer, DateHold, DatePolicy, SchoolHoliday, SchoolHolidayQuerySet
from cadre.scheduling.models.events import Assignment, AssignmentQuerySet, Event, EventQuerySet
from cadre.scheduling.models.feeds import CalendarFeed, DetailsVersion

__all__ = [
    "Assignment",
    "AssignmentQuerySet",
    "CalendarFeed",
    "DateAnswer",
    "DateHold",
    "DatePolicy",
    "DetailsVersion",
    "Event",
    "EventQuerySet",
    "SchoolHoliday",
    "SchoolHolidayQuerySet",
]
