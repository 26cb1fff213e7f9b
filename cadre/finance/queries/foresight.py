"""What a change would cost or bring in, told to the rooms below through their hooks."""

from collections.abc import Iterable, Sequence
from datetime import date

from cadre.finance.queries.counts import facilitators_of
from cadre.finance.queries.courses import course_total
from cadre.finance.queries.rules_in_force import FeeRules, NoRate, fee_book, fee_rules_on, wording_on
from cadre.finance.queries.working import decision_for
from cadre.finance.rules.fees import Worked, facilitation_fee, hosting_fee
from cadre.finance.states import FeeKind, HeadCount, Paragraph, Question
from cadre.groups.consequences import Cell, GroupChange, Row
from cadre.groups.models import Group
from cadre.lib.money import pounds
from cadre.lib.words import counted
from cadre.people.access import holds
from cadre.people.models import User
from cadre.scheduling.charges import HostCharges
from cadre.scheduling.models import Event


def host_charges(group: Group, on: date) -> HostCharges:
    """What the partner may invoice for hosting, for its group details. Where no rate holds, that it follows."""
    try:
        rules = fee_rules_on(on)
    except NoRate:
        return HostCharges()
    words = rules.head_count_words(FeeKind.HOSTING)
    return HostCharges(
        lines=[
            {
                "description": "Hosting: room, lunch, refreshments and equipment",
                "unit": "person, each event",
                "amount": rules.hosting_rate.pence,
            }
        ],
        how_to_invoice=f"{wording_on(Paragraph.PARTNER_INVOICES, on)} How people are counted: {words}",
    )


def foretell(group: Group, people: int) -> Sequence[tuple[str, str]]:
    """What confirming with so many people costs and brings in, as (label, words). Empty where no rate holds."""
    try:
        rules = fee_rules_on(_day_of(group))
    except NoRate:
        return ()
    places, total = course_total(group)
    return (
        ("Course fees to invoice", f"{pounds(total)} for {counted(places, 'place')}"),
        ("Hosting, each event", _hosting_words(group, people, rules)),
        ("Facilitation, each event", _facilitation(group, people, rules).sentence),
    )


def _hosting_words(group: Group, people: int, rules: FeeRules) -> str:
    if group.is_distance:
        return "£0.00: nobody hosts distance learning."
    return hosting_fee(people, rate=rules.hosting_rate.pence).sentence


def fee_consequences(changes: Sequence[GroupChange], *, user: User) -> Iterable[Row]:
    """Fees per event before and after a move, for those who may see amounts."""
    if not holds(user, "ops", "finance"):
        return
    hosting: list[Cell] = []
    facilitation: list[Cell] = []
    book = fee_book()
    for change in changes:
        try:
            rules = book.rules_on(_day_of(change.group))
        except NoRate:
            return
        hosting.append(_hosting_cell(change, rules))
        facilitation.append(_facilitation_cell(change, rules))
    yield "Hosting, each event", hosting
    yield "Facilitation, each event", facilitation


def _hosting_cell(change: GroupChange, rules: FeeRules) -> Cell:
    if change.group.is_distance or _is_fixed(change.group, rules, FeeKind.HOSTING):
        return None
    rate = rules.hosting_rate.pence
    before, after = (hosting_fee(people, rate=rate).total or 0 for people in (change.before, change.after))
    return None if before == after else (pounds(before), pounds(after))


def _facilitation_cell(change: GroupChange, rules: FeeRules) -> Cell:
    if _is_fixed(change.group, rules, FeeKind.FACILITATION):
        return None
    before, after = (_facilitation(change.group, people, rules) for people in (change.before, change.after))
    if before.total == after.total:
        return None
    cell = (_amount(before), _amount(after))
    return (*cell, "Finance decides", "warn") if after.waits else cell


def _facilitation(group: Group, people: int, rules: FeeRules) -> Worked:
    decision = decision_for(group)
    return facilitation_fee(
        people,
        group.assignments.current().count(),
        terms=rules.facilitation,
        below_minimum=rules.answer(Question.BELOW_MINIMUM),
        decided=decision.total_pence if decision else None,
        tutored=group.is_distance,
    )


def _amount(worked: Worked) -> str:
    return "not settled" if worked.total is None else pounds(worked.total)


def _is_fixed(group: Group, rules: FeeRules, kind: FeeKind) -> bool:
    """Whether the count stands since confirmation, so that a move changes nothing."""
    return group.is_confirmed and rules.basis(kind) == HeadCount.CONTRACTED


def _day_of(group: Group) -> date:
    first = group.events.order_by("starts_on").values_list("starts_on", flat=True).first()
    return first or group.offering.intake.starts_on


def share_of_event(event: Event, facilitator: int) -> str:
    """`£250.00`: what a facilitator, by key, has for the event by the people contracted, or why that is not known."""
    group = event.group
    if group.confirmed_people is None:
        return "what the agreement gives once the group is confirmed"
    try:
        rules = fee_rules_on(event.starts_on)
    except NoRate:
        return "a fee that follows: no rate holds on the day"
    staff = [row.facilitator_id for row in facilitators_of(event)]
    decision = decision_for(group)
    fee = facilitation_fee(
        group.confirmed_people,
        len(staff),
        terms=rules.facilitation,
        events=rules.units(event.element.days),
        below_minimum=rules.answer(Question.BELOW_MINIMUM),
        decided=decision.total_pence if decision else None,
        tutored=group.is_distance,
    )
    if fee.waits:
        return "a fee that finance decides"
    return pounds(fee.each[staff.index(facilitator)]) if facilitator in staff else pounds(0)
