"""What is written to a quality lead about a visit, with their calendar."""

from datetime import datetime

from cadre.lib.dates import clock_time, weekday_day
from cadre.messages.mail import Kind, Mail, kind
from cadre.scheduling.calendars import place
from cadre.staffing.calendars import visit_attachment
from cadre.staffing.models import Visit

VISIT = {
    "name": "the quality lead's name",
    "new": "the new facilitator whose first event it is",
    "event": "the event's title",
    "day": "its day and hours",
    "where": "the venue",
    "group": "the group's reference",
    "partner": "the partner that hosts it",
}
ARRANGED = kind(
    "staffing.visit",
    name="A quality lead visits a first event",
    when="the office names a quality lead for the first event of a new facilitator, or that event moves",
    fields=VISIT,
)
ENDED = kind(
    "staffing.visit_ended",
    name="A visit of a quality lead is off",
    when="the office takes a visit back, names somebody else, or the event is called off",
    fields=VISIT,
)


def visit_arranged(visit: Visit, *, now: datetime) -> Mail:
    return _mail(ARRANGED, visit, now, cancelled=False)


def visit_ended(visit: Visit, *, now: datetime) -> Mail:
    return _mail(ENDED, visit, now, cancelled=True)


def _mail(of: Kind, visit: Visit, now: datetime, *, cancelled: bool) -> Mail:
    event, user = visit.event, visit.visitor.user
    return Mail(
        of,
        to=user.email,
        to_name=user.name,
        fields={
            "name": user.name,
            "new": str(visit.new),
            "event": event.element.title,
            "day": f"{weekday_day(event.starts_on)}, {clock_time(event.starts)} to {clock_time(event.ends)}",
            "where": place(event),
            "group": event.group.ref,
            "partner": event.group.partner.name,
        },
        about=event.group,
        key=f"{of.key}:{visit.pk}:{now:%Y%m%d%H%M%S}",
        attachments=[visit_attachment(visit, now=now, cancelled=cancelled)],
    )
