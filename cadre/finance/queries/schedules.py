"""What a contract schedule says: terms as data, and the paper drawn from them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.conf import settings

from cadre.documents.queries import provider_details
from cadre.documents.shapes import ContractSchedule as ScheduleShape
from cadre.documents.shapes import Person
from cadre.finance.queries.counts import facilitators_of_all
from cadre.finance.queries.rules_in_force import FeeRules, fee_book, wordings_on
from cadre.finance.queries.working import decision_for
from cadre.finance.rules.fees import Worked, facilitation_fee
from cadre.finance.states import FeeKind, HeadCount, Paragraph, Question
from cadre.groups.models import Group
from cadre.lib.dates import clock_time, table_day
from cadre.partners.models import Contact
from cadre.partners.states import ContactPurpose
from cadre.people.models import User
from cadre.scheduling.models import Assignment, Event

PRINTED = (
    Paragraph.CANCELLATION,
    Paragraph.DATA_PROTECTION,
    Paragraph.BRIEFING,
    Paragraph.STATUS,
    Paragraph.FACILITATOR_INVOICES,
)


@dataclass(frozen=True)
class EventTerms:
    ref: str
    title: str
    date: str
    start: str
    end: str
    venue: str
    fee: int


@dataclass(frozen=True)
class Terms:
    """One facilitator's schedule. When these change, there is a new version."""

    role: str
    people: int
    head_count: str
    fee_rule: str
    events: Sequence[EventTerms]
    bands: Sequence[dict[str, Any]]

    @property
    def total(self) -> int:
        return sum(event.fee for event in self.events)

    def kept(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Part:
    """One facilitator's part in one event."""

    event: Event
    rules: FeeRules
    fee: Worked
    share: int


def terms_for(group: Group, team: Sequence[Assignment]) -> tuple[list[tuple[Assignment, Terms]], str]:
    """The terms of each of the group's facilitators, and why there are none: a reason, or empty.

    Fees are worked out from the people contracted at confirmation, by the rules on each event's date, and for
    whoever facilitates it: somebody who joins later has the later events.
    """
    events = list(group.events.standing().select_related("element", "venue", "group"))
    people = group.confirmed_people or 0
    if not events:
        return [], "no date is set"
    decision = decision_for(group)
    book, staffs = fee_book(), facilitators_of_all(events)
    parts: dict[int, list[Part]] = {assigned.facilitator_id: [] for assigned in team}
    for event in events:
        rules, staff = book.rules_on(event.starts_on), staffs[event.pk]
        fee = facilitation_fee(
            people,
            len(staff),
            terms=rules.facilitation,
            events=rules.units(event.element.days),
            below_minimum=rules.answer(Question.BELOW_MINIMUM),
            decided=decision.total_pence if decision else None,
            tutored=group.is_distance,
        )
        if fee.total is None:
            return [], fee.sentence
        for place, assigned in enumerate(staff):
            if assigned.facilitator_id in parts:
                parts[assigned.facilitator_id].append(Part(event, rules, fee, fee.each[place]))
    ready = [(assigned, parts[assigned.facilitator_id]) for assigned in team]
    return [(assigned, _terms(assigned, people, own)) for assigned, own in ready if own], ""


def _terms(assigned: Assignment, people: int, parts: Sequence[Part]) -> Terms:
    rules, band = parts[0].rules, parts[0].fee.band
    basis = rules.basis(FeeKind.FACILITATION)
    note = "" if basis == HeadCount.CONTRACTED else f" The fee follows that count; {people} were contracted."
    return Terms(
        role=assigned.get_role_display(),
        people=people,
        head_count=rules.head_count_words(FeeKind.FACILITATION) + note,
        fee_rule=" ".join(dict.fromkeys(part.fee.sentence for part in parts)),
        events=[_event(part) for part in parts],
        bands=[
            {"people": each.words, "total": each.total, "each": each.total // 2, "applied": each == band}
            for each in rules.facilitation.bands
        ]
        if band
        else [],
    )


def _event(part: Part) -> EventTerms:
    event = part.event
    return EventTerms(
        ref=event.ref,
        title=event.element.title + (f" ({event.element.days} days)" if event.element.days > 1 else ""),
        date=event.starts_on.isoformat(),
        start=clock_time(event.starts),
        end=clock_time(event.ends),
        venue=f"{event.venue.name}, {event.venue.postcode}" if event.venue else event.where or "Venue not confirmed",
        fee=part.share,
    )


def after_dissolution(kept: Mapping[str, Any], off: Collection[str], why: str) -> Terms | None:
    """What is left of a schedule's terms once the events `off` (by reference) are called off, or None for no change."""
    events = [EventTerms(**event) for event in kept["events"]]
    held = [event for event in events if event.ref not in off]
    if len(held) == len(events):
        return None
    gone = "; ".join(
        f"{event.title}, {table_day(date.fromisoformat(event.date))}" for event in events if event not in held
    )
    rule = f"{why} Called off, and nothing is owed for it: {gone}. {kept['fee_rule'] if held else ''}".strip()
    return Terms(**{**kept, "events": held, "fee_rule": rule, "bands": kept["bands"] if held else []})


def schedule_paper(
    group: Group,
    assigned: Assignment,
    terms: Terms,
    lead: User | None,
    *,
    number: str,
    version: int,
    changes: list[str],
    today: date,
) -> ScheduleShape:
    """The data of a schedule, with amounts. `changes`: what is different from the version before, by line."""
    facilitator, qualification = assigned.facilitator, group.offering.qualification
    words = wordings_on(PRINTED, today)
    return {
        "provider": provider_details(),
        "number": number,
        "version": version,
        "replaces": version - 1 or None,
        "date": today.isoformat(),
        "facilitator": {"name": facilitator.user.name, "email": facilitator.user.email},
        "payee": {"name": facilitator.user.name, "address": [part for part in [facilitator.employer] if part]},
        "group": {
            "reference": group.ref,
            "name": f"{group.partner.short_name}, {group.offering.intake}",
            "qualification": qualification.name,
        },
        "partner": group.partner.name,
        "partner_lead": _lead_words(group, lead),
        "events": [
            {
                "title": event.title,
                "date": event.date,
                "start": event.start,
                "end": event.end,
                "venue": event.venue,
                "role": terms.role,
                "briefing": None,
                "fee": event.fee,
            }
            for event in terms.events
        ],
        "head_count": {"people": terms.people, "rule": terms.head_count},
        "bands": [{**band} for band in terms.bands],  # type: ignore[typeddict-item]
        "fee_rule": terms.fee_rule,
        "total": terms.total,
        "cancellation": words[Paragraph.CANCELLATION],
        "data_protection": words[Paragraph.DATA_PROTECTION],
        "clauses": [
            {"heading": "Briefing", "text": words[Paragraph.BRIEFING]},
            {"heading": "Payee and status", "text": words[Paragraph.STATUS]},
            {"heading": "Invoicing", "text": words[Paragraph.FACILITATOR_INVOICES]},
        ],
        "changes": changes,
    }


def _lead_words(group: Group, lead: User | None) -> Person:
    """Whom the facilitator writes to: the partner's lead, or of a distance-learning group the provider's office."""
    if lead:
        return {"name": lead.name, "email": lead.email}
    if group.is_distance:
        return {"name": settings.PROVIDER["name"], "email": settings.PROVIDER["email"]}
    return {"name": "not named yet", "email": ""}


def without_amounts(paper: ScheduleShape, changes: list[str]) -> ScheduleShape:
    """The same schedule for the partner's lead, who sees dates and roles but no amounts, nor in its `changes`."""
    return {
        **paper,
        "events": [{**event, "fee": None} for event in paper["events"]],
        "bands": [],
        "changes": changes,
        "total": None,
        "clauses": [clause for clause in paper["clauses"] if clause["heading"] == "Briefing"],
        "fee_rule": "This copy shows no fees. They are agreed between the facilitator and us.",
    }


def lead_of(group: Group, today: date) -> User | None:
    """The partner's lead contact, the longest-standing first."""
    contacts = Contact.objects.on(today).filter(partner=group.partner.goes_on_as(), purpose=ContactPurpose.LEAD)
    first = contacts.select_related("user").order_by("from_on", "pk").first()
    return first.user if first else None


def event_lines(terms: Terms) -> list[str]:
    """The events as a mail lists them."""
    return [
        f"{event.title}: {table_day(date.fromisoformat(event.date))}, {event.start} to {event.end}, {event.venue}"
        for event in terms.events
    ]
