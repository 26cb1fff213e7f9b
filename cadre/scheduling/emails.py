"""What this room writes to people: group details, joining instructions, and the news that a date moved."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.urls import reverse

from cadre.documents.models import Document
from cadre.groups.models import Enrolment, Group
from cadre.journal.models import Entry
from cadre.lib.dates import clock_time, span, weekday_day
from cadre.messages.mail import Attachment, Mail, kind
from cadre.people.models import User
from cadre.programmes.models import TimelineElement
from cadre.scheduling.calendars import place
from cadre.scheduling.models import Assignment, Event
from cadre.scheduling.states import FacilitatorRole

GROUP = {
    "name": "the reader's name",
    "qualification": "the qualification's short name, such as NPQSL",
    "group": "the group's reference",
    "partner": "the partner's name",
    "dates": "one line per event: title, day, times, venue or that it is online",
    "facilitators": "the facilitators' names",
}
GROUP_DETAILS = kind(
    "scheduling.group_details",
    name="Group details to the partner",
    when="when a group is confirmed",
    fields=GROUP | {"people": "how many candidates there are", "group_link": "the group's page for the partner"},
)
JOINING = kind(
    "scheduling.joining_instructions",
    name="Joining instructions to a candidate",
    when="when a group is confirmed, and when somebody joins a confirmed group",
    fields=GROUP
    | {
        "qualification_name": "the qualification in full",
        "arrival": "when arrival begins, such as 08:30",
        "getting_there": "how to get to the venue of the first event",
        "place_link": "the candidate's own page",
    },
)
JOINING_ONLINE = kind(
    "scheduling.joining_online",
    name="Joining instructions to a candidate at a distance",
    when="when a distance-learning group is confirmed, and when somebody joins a confirmed one",
    fields=GROUP
    | {
        "qualification_name": "the qualification in full",
        "opens": "when the joining link of the first event opens, such as 09:15",
        "join_link": "where the first event is joined; the reader's own page while there is no link yet",
        "place_link": "the candidate's own page",
    },
)
FACILITATOR_DATES = kind(
    "scheduling.facilitator_dates",
    name="Dates of a group to its facilitator",
    when="when a group is confirmed, and when a facilitator joins a confirmed group",
    fields=GROUP | {"role": "lead facilitator or co-facilitator", "group_link": "the group's page for the facilitator"},
)
TUTOR_DATES = kind(
    "scheduling.tutor_dates",
    name="Dates of a distance-learning group to its tutor",
    when="when a distance-learning group is confirmed, and when a tutor joins a confirmed one",
    fields=GROUP | {"group_link": "the group's page for the tutor"},
)
MOVED = {
    "event": "the event's title",
    "before": "the day it was on",
    "day": "the day it is on now",
    "reason": "why it moved, as it was recorded",
    "link": "the reader's page",
}
DATE_MOVED = kind(
    "scheduling.date_moved",
    name="A date of a confirmed group moved",
    when="when the office moves an event of a confirmed group; to candidates, facilitators and the partner",
    fields=GROUP | MOVED,
)
LEFT = kind(
    "scheduling.left_group",
    name="Dates no longer yours",
    when="when somebody leaves a confirmed group; takes its events out of their calendar",
    fields=GROUP,
)
CALLED_OFF = kind(
    "scheduling.called_off",
    name="A group does not go on",
    when="when a confirmed group is dissolved; to its partner and its facilitators, out of whose calendars its days go",
    fields=GROUP | {"reason": "why, as it was recorded"},
)

PICK_A_DATE = kind(
    "scheduling.pick_a_date",
    name="Reminder to pick a date",
    when="six and two weeks before an event's window opens, to the partner's lead, while no date is picked",
    fields={
        "name": "the reader's name",
        "qualification": "the qualification's short name",
        "event": "the event's title",
        "group": "the group's reference",
        "window": "the two weeks in which the date lies",
        "pick_link": "the page to pick it",
    },
)


NO_DIRECTIONS = "Use the address above. Ask us if you need to know more."


def link(name: str, *args: object) -> str:
    return settings.SITE_URL + reverse(name, args=args)


def date_line(event: Event) -> str:
    """`Day 1: Wednesday 3 March 2027, 09:00 to 16:00, Darley House, Matlock, DE4 3AA`."""
    day = weekday_day(event.starts_on)
    if event.ends_on != event.starts_on:
        day = f"{day} to {weekday_day(event.ends_on)}"
    return f"{event.element.title}: {day}, {clock_time(event.starts)} to {clock_time(event.ends)}, {place(event)}"


def group_fields(group: Group, events: Iterable[Event], team: Iterable[Assignment]) -> dict[str, str | list[str]]:
    """What every message about a group may name, but for the reader's name."""
    return {
        "qualification": group.offering.qualification.code,
        "group": group.ref,
        "partner": group.partner.name,
        "dates": [date_line(event) for event in events],
        "facilitators": " and ".join(str(row.facilitator) for row in team),
    }


def pick_a_date(contact: User, group: Group, element: TimelineElement, *, step: int) -> Mail:
    """The reminder number `step` (weeks before the window) to one contact of the partner."""
    return Mail(
        PICK_A_DATE,
        to=contact.email,
        to_name=contact.name,
        fields={
            "name": contact.name,
            "qualification": group.offering.qualification.code,
            "event": element.title,
            "group": group.ref,
            "window": span(element.starts_on, element.ends_on),
            "pick_link": link("partner:scheduling:pick", group.ref, element.number),
        },
        about=group,
        key=f"scheduling.pick_a_date:{group.pk}:{element.pk}:{step}:{contact.pk}",
    )


Common = dict[str, str | list[str]]


def group_details(contact: User, group: Group, common: Common, *, people: int, pdf: Document, ics: Attachment) -> Mail:
    return Mail(
        GROUP_DETAILS,
        to=contact.email,
        to_name=contact.name,
        fields=common
        | {
            "name": contact.name,
            "people": str(people),
            "group_link": link("partner:scheduling:dates", group.ref),
        },
        about=group,
        attachments=[pdf, ics],
        key=f"scheduling.group_details:{pdf.pk}:{contact.pk}",
    )


def joining_instructions(
    enrolment: Enrolment, common: Common, events: Sequence[Event], ics: Attachment, *, cause: str
) -> Mail:
    """What to bring and where to go; of a distance-learning group, how to join."""
    first = events[0] if events else None
    fields = common | {
        "name": enrolment.application.name,
        "qualification_name": events[0].group.offering.qualification.name if events else "",
        "place_link": link("candidate:groups:place", enrolment.ref),
    }
    begins = clock_time(first.arrival) if first else ""
    if first and first.is_online:
        way_in = first.joining_link or str(fields["place_link"])
        what, fields = JOINING_ONLINE, fields | {"opens": begins, "join_link": way_in}
    else:
        directions = first.venue.getting_there if first and first.venue else ""
        what, fields = JOINING, fields | {"arrival": begins, "getting_there": directions or NO_DIRECTIONS}
    return Mail(
        what,
        to=enrolment.person.email,
        to_name=enrolment.application.name,
        fields=fields,
        about=enrolment,
        attachments=[ics],
        key=f"scheduling.joining:{cause}:{enrolment.pk}",
    )


def facilitator_dates(row: Assignment, common: Common, ics: Attachment, *, cause: str) -> Mail:
    user, told = row.facilitator.user, FACILITATOR_DATES
    fields = common | {"name": user.name, "group_link": link("facilitator:scheduling:group", row.group.ref)}
    if row.role == FacilitatorRole.TUTOR:
        told = TUTOR_DATES
    else:
        fields |= {"role": row.get_role_display().lower()}
    return Mail(
        told,
        to=user.email,
        to_name=user.name,
        fields=fields,
        about=row.group,
        attachments=[ics],
        key=f"scheduling.facilitator_dates:{cause}:{row.pk}",
    )


def date_moved(
    reader: User, event: Event, common: Common, entry: Entry, *, address: str, files: Sequence[Attachment | Document]
) -> Mail:
    return Mail(
        DATE_MOVED,
        to=reader.email,
        to_name=reader.name,
        fields=common
        | {
            "name": reader.name,
            "event": event.element.title,
            "before": f"{entry.data['before']}, {entry.data['venue_before'] or 'venue not confirmed'}",
            "day": f"{entry.data['day']}, {entry.data['venue'] or 'venue not confirmed'}",
            "reason": entry.data["reason"],
            "link": address,
        },
        about=event.group,
        attachments=files,
        key=f"scheduling.date_moved:{entry.pk}:{reader.pk}",
    )


def left_group(reader: User, group: Group, common: Common, ics: Attachment, *, cause: int) -> Mail:
    return Mail(
        LEFT,
        to=reader.email,
        to_name=reader.name,
        fields=common | {"name": reader.name},
        about=group,
        attachments=[ics],
        key=f"scheduling.left:{cause}:{reader.pk}",
    )


def called_off(reader: User, group: Group, common: Common, ics: Attachment, entry: Entry) -> Mail:
    return Mail(
        CALLED_OFF,
        to=reader.email,
        to_name=reader.name,
        fields=common | {"name": reader.name, "reason": entry.data["reason"]},
        about=group,
        attachments=[ics],
        key=f"scheduling.called_off:{entry.pk}:{reader.pk}",
    )
