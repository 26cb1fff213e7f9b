"""What this room writes to facilitators who are asked to staff a group."""

from collections.abc import Sequence

from django.conf import settings
from django.db.models import QuerySet

from cadre.applications.emails import link
from cadre.facilitators.models import Facilitator
from cadre.journal.models import Entry
from cadre.lib.dates import span, weekday_day
from cadre.messages.mail import Kind, Mail, Secret, Value, kind
from cadre.programmes.models import TimelineElement
from cadre.programmes.states import MEETINGS
from cadre.scheduling.models import Event
from cadre.staffing.models import Briefing, Invitation, Substitution
from cadre.staffing.states import SUBSTITUTION_ENDED
from cadre.ui.tags.filters import moment

LOOK = (
    *("group__partner", "group__offering__qualification", "group__offering__intake", "facilitator__user"),
    *("cover__event__element", "cover__event__venue", "cover__out__user"),
)
FACILITATOR = {
    "name": "the facilitator's name",
    "course": "the qualification and intake, such as NPQSL, Spring 2027",
    "partner": "the partner that hosts the group",
    "role": "the seat, such as lead facilitator",
    "help_link": "the address to write to",
}
ASKED = FACILITATOR | {
    "days": "one line for each event: its day, or its window",
    "until": "until when an answer is wanted",
    "answer_link": "the page to answer on, without a password",
}
INVITATION = kind(
    "staffing.invitation",
    name="A facilitator is invited to a group",
    when="the office sends invitations, or the next suggested is asked after a no",
    fields=ASKED,
)
REMINDER = kind(
    "staffing.invitation_reminder",
    name="An invitation to a group is recalled",
    when="an invitation has no answer and its last days begin, or staff recall it",
    fields=ASKED,
)
PAST = kind(
    "staffing.invitation_past",
    name="An invitation to a group is over",
    when="somebody else has taken the seat, or the office has withdrawn the invitation",
    fields=FACILITATOR,
)

BRIEFED = {
    "name": "the facilitator's name",
    "event": "the event's title",
    "day": "its day",
    "group": "the group's reference",
    "partner": "the partner that hosts it",
    "when": "when the briefing begins; it takes an hour",
    "joining_link": "the link to join",
    "briefing_link": "the page of the briefing",
}
BRIEFING = kind(
    "staffing.briefing",
    name="A briefing is set or moved",
    when="the lead facilitator or the office sets or moves the online hour before an event; to its facilitators",
    fields=BRIEFED,
)
BRIEFING_REMINDER = kind(
    "staffing.briefing_reminder",
    name="A briefing is near",
    when="a briefing is tomorrow, or in as many days as the policy says; to the facilitators of its event",
    fields=BRIEFED,
)

BRIEFING_TO_PLAN = kind(
    "staffing.briefing_to_plan",
    name="A briefing is to be set",
    when="an event is near and its briefing is not set, to its lead facilitator, some days before by the policy",
    fields={
        "name": "the facilitator's name",
        "event": "the event's title",
        "day": "its day",
        "group": "the group's reference",
        "partner": "the partner that hosts it",
        "briefing_link": "where to set it",
    },
)

STANDS_IN = kind(
    "staffing.stands_in",
    name="Somebody stands in on a date",
    when="the office has a facilitator stand in for another on one date, or takes it back; to both",
    fields={
        "name": "the reader's name",
        "event": "the event's title",
        "day": "its day",
        "group": "the group's reference",
        "partner": "the partner that hosts it",
        "out": "who is not there",
        "stand_in": "who stands in",
        "what": "what is arranged, in a sentence",
    },
)


def invitation(made: Invitation, token: str) -> Mail:
    return _mail(INVITATION, made, _asked(made, token))


def reminder(made: Invitation, token: str, turn: str) -> Mail:
    return _mail(REMINDER, made, _asked(made, token), turn)


def past(made: Invitation) -> Mail:
    return _mail(PAST, made, {})


def days_of(made: Invitation) -> list[tuple[str, str]]:
    """(event, its day or its window) in their order. Two queries."""
    if made.cover is not None:
        return [(made.cover.event.element.title, weekday_day(made.cover.event.starts_on))]
    group = made.group
    picked = {event.element_id: event for event in group.events.standing()}
    elements = TimelineElement.objects.filter(offering=group.offering_id, pathway=group.pathway, kind__in=MEETINGS)
    return [(element.title, _when(element, picked.get(element.pk))) for element in elements.order_by("number")]


def _when(element: TimelineElement, event: object) -> str:
    starts = getattr(event, "starts_on", None)
    if starts is None:
        return f"a day to be picked, {span(element.starts_on, element.ends_on)}"
    return weekday_day(starts)


def _asked(made: Invitation, token: str) -> dict[str, Value]:
    return {
        "days": "\n".join(f"- {title}: {words}" for title, words in days_of(made))
        or "- There are no days to show yet.",
        "until": moment(made.due_at),
        "answer_link": Secret(link("token:staffing:invitation", token)),
    }


def _mail(of: Kind, made: Invitation, fields: dict[str, Value], turn: str = "") -> Mail:
    offering, user = made.group.offering, made.facilitator.user
    common: dict[str, Value] = {
        "name": user.name,
        "course": f"{offering.qualification}, {offering.intake}",
        "partner": made.group.partner.name,
        "role": made.get_role_display().lower(),
        "help_link": f"mailto:{settings.PROVIDER['email']}",
    }
    return Mail(
        of,
        to=user.email,
        to_name=user.name,
        fields=common | fields,
        about=made,
        key=f"{of.key}:{made.pk}{turn}",
    )


def with_briefing_fields() -> QuerySet[Briefing]:
    return Briefing.objects.select_related("event__element", "event__group__partner")


def briefing(row: Briefing, team: Sequence[Facilitator], *, turn: str) -> list[Mail]:
    return _to_team(BRIEFING, row, team, turn)


def briefing_reminder(row: Briefing, team: Sequence[Facilitator], *, turn: str) -> list[Mail]:
    return _to_team(BRIEFING_REMINDER, row, team, turn)


def briefing_to_plan(event: Event, who: Facilitator) -> Mail:
    """Once for an event, a day and a lead: an event that moved is another reminder."""
    fields: dict[str, Value] = {
        "name": who.user.name,
        "event": event.element.title,
        "day": weekday_day(event.starts_on),
        "group": event.group.ref,
        "partner": event.group.partner.name,
        "briefing_link": link("facilitator:staffing:briefing", event.ref),
    }
    return Mail(
        BRIEFING_TO_PLAN,
        to=who.user.email,
        to_name=who.user.name,
        fields=fields,
        about=event.group,
        key=f"{BRIEFING_TO_PLAN.key}:{event.pk}:{who.pk}:{event.starts_on:%Y%m%d}",
    )


def _to_team(of: Kind, row: Briefing, team: Sequence[Facilitator], turn: str) -> list[Mail]:
    event = row.event
    fields: dict[str, Value] = {
        "event": event.element.title,
        "day": weekday_day(event.starts_on),
        "group": event.group.ref,
        "partner": event.group.partner.name,
        "when": moment(row.starts_at),
        "joining_link": row.joining_link,
        "briefing_link": link("facilitator:staffing:briefing", event.ref),
    }
    return [
        Mail(
            of,
            to=who.user.email,
            to_name=who.user.name,
            fields=fields | {"name": who.user.name},
            about=event.group,
            key=f"{of.key}:{row.pk}:{who.pk}:{turn}",
        )
        for who in team
    ]


def stands_in(row: Substitution, entry: Entry) -> list[Mail]:
    """To both: who stands in for whom, or that it is taken back."""
    event, off = row.event, entry.happening == SUBSTITUTION_ENDED.key
    what = f"{row.stand_in} stands in for {row.out} on this date, and has the fee for it."
    if off:
        what = f"That {row.stand_in} stands in for {row.out} is taken back: {row.out} is there, and has the fee for it."
    fields: dict[str, Value] = {
        "event": event.element.title,
        "day": weekday_day(event.starts_on),
        "group": event.group.ref,
        "partner": event.group.partner.name,
        "out": str(row.out),
        "stand_in": str(row.stand_in),
        "what": what,
    }
    return [
        Mail(
            STANDS_IN,
            to=who.user.email,
            to_name=who.user.name,
            fields=fields | {"name": who.user.name},
            about=event.group,
            key=f"{STANDS_IN.key}:{entry.pk}:{who.pk}",
        )
        for who in (row.out, row.stand_in)
    ]
