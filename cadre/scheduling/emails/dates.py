"""Messages about dates: to pick, held, moved, confirmed anew, and windows that change."""

from collections.abc import Sequence

from cadre.documents.models import Document
from cadre.groups.models import Group
from cadre.journal.models import Entry
from cadre.lib.dates import span
from cadre.messages.mail import Attachment, Mail, Secret, Value, kind
from cadre.people.models import User
from cadre.programmes.models import TimelineElement
from cadre.scheduling.emails.shared import GROUP, Common, date_line, link
from cadre.scheduling.models import DateAnswer, DateHold, Event
from cadre.scheduling.queries.answers import token_of

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
ANSWER_LINK = {"answer_link": "the page to say whether they can come, without a password"}
DATE_MOVED_ASKS = kind(
    "scheduling.date_moved_asks",
    name="A date of a confirmed group moved: can you come?",
    when="when the office moves an event of a confirmed group to another day; to its candidates and facilitators",
    fields=GROUP | MOVED | ANSWER_LINK,
)
DATE_UNANSWERED = kind(
    "scheduling.date_unanswered",
    name="Can you come on the new date?",
    when="when somebody has not said whether they can come on a moved date, once",
    fields={
        "name": "the reader's name",
        "qualification": "the qualification's short name",
        "event": "the event's title",
        "group": "the group's reference",
        "day": "the day it is on now, with its times and place",
    }
    | ANSWER_LINK,
)
WINDOWS_CHANGED = kind(
    "scheduling.windows_changed",
    name="Windows of an intake changed",
    when="when the office changes a timeline; to the leads of partners with groups in it",
    fields={
        "name": "the reader's name",
        "course": "the qualification and intake",
        "windows": "one line per window that changed",
        "again": "one line per event of theirs that no longer fits, or that all still fit",
        "reason": "why, as it was recorded",
        "events_link": "the partner's page of events",
    },
)
START_MOVED = kind(
    "scheduling.start_moved",
    name="The start of an intake moved",
    when="when the office moves the day on which a programme starts; to the leads of partners with groups in it",
    fields={
        "name": "the reader's name",
        "intake": "the intake",
        "starts": "the day it starts now",
        "before": "the day it was to start",
        "windows": "one line per window of their qualifications that moved, or that all stay",
        "again": "one line per event of theirs that no longer fits, or that all still fit",
        "reason": "why, as it was recorded",
        "events_link": "the partner's page of events",
    },
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
HOLD_ENDED = kind(
    "scheduling.hold_ended",
    name="A held day is free again",
    when="when a day that a partner held was not set in time; to whoever held it",
    fields={
        "name": "the reader's name",
        "qualification": "the qualification's short name",
        "event": "the event's title",
        "group": "the group's reference",
        "day": "the day that was held",
        "pick_link": "the page to pick it",
    },
)


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


def hold_ended(reader: User, hold: DateHold) -> Mail:
    return Mail(
        HOLD_ENDED,
        to=reader.email,
        to_name=reader.name,
        fields={
            "name": reader.name,
            "qualification": hold.group.offering.qualification.code,
            "event": hold.element.title,
            "group": hold.group.ref,
            "day": span(hold.starts_on, hold.ends_on),
            "pick_link": link("partner:scheduling:pick", hold.group.ref, hold.element.number),
        },
        about=hold.group,
        key=f"scheduling.hold_ended:{hold.pk}",
    )


def date_moved(
    reader: User,
    event: Event,
    common: Common,
    entry: Entry,
    *,
    address: str,
    files: Sequence[Attachment | Document],
    answer: DateAnswer | None = None,
) -> Mail:
    """With `answer`, the reader is asked whether they can come."""
    asks: dict[str, Value] = {"answer_link": _answer_link(answer)} if answer else {}
    return Mail(
        DATE_MOVED_ASKS if answer else DATE_MOVED,
        to=reader.email,
        to_name=reader.name,
        fields=common
        | asks
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


def _answer_link(answer: DateAnswer) -> Secret:
    return Secret(link("token:scheduling:can_come", token_of(answer)))


def date_unanswered(answer: DateAnswer) -> Mail:
    event = answer.event
    return Mail(
        DATE_UNANSWERED,
        to=answer.person.email,
        to_name=answer.person.name,
        fields={
            "name": answer.person.name,
            "qualification": event.group.offering.qualification.code,
            "event": event.element.title,
            "group": event.group.ref,
            "day": date_line(event).removeprefix(f"{event.element.title}: "),
            "answer_link": _answer_link(answer),
        },
        about=event.group,
        key=f"scheduling.date_unanswered:{answer.pk}",
    )


def windows_changed(reader: User, entry: Entry, *, course: str, windows: list[str], again: list[str]) -> Mail:
    return Mail(
        WINDOWS_CHANGED,
        to=reader.email,
        to_name=reader.name,
        fields={
            "name": reader.name,
            "course": course,
            "windows": windows,
            "again": again or ["The dates you have picked still fit."],
            "reason": entry.data["reason"],
            "events_link": link("partner:scheduling:events"),
        },
        about=reader,
        key=f"scheduling.windows_changed:{entry.pk}:{reader.pk}",
    )


def start_moved(reader: User, entry: Entry, *, intake: str, windows: list[str], again: list[str]) -> Mail:
    return Mail(
        START_MOVED,
        to=reader.email,
        to_name=reader.name,
        fields={
            "name": reader.name,
            "intake": intake,
            "starts": entry.data["day"],
            "before": entry.data["before"],
            "windows": windows or ["All windows stay as they are."],
            "again": again or ["The dates you have picked still fit."],
            "reason": entry.data["reason"],
            "events_link": link("partner:scheduling:events"),
        },
        about=reader,
        key=f"scheduling.start_moved:{entry.pk}:{reader.pk}",
    )
