"""How a plan is said on its pages: what it reaches, what it was made by, what would follow."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from cadre.formation.forms import WhatIfForm
from cadre.formation.models import Pin, Plan, Rehearsal
from cadre.formation.queries.carrying_out import Carrying, counts_changed
from cadre.formation.states import MailChoice, PinKind
from cadre.groups import consequences, rules
from cadre.groups.queries.placing import days_left
from cadre.people.models import User
from cadre.programmes.models import Offering
from cadre.ui.tags.filters import moment, plural

PEOPLE = "person,people"


def address(page: str, plan: Plan) -> str:
    return reverse(f"office:formation:{page}", args=[plan.ref])


def plans_address(offering: Offering, page: str = "plans") -> str:
    return reverse(f"office:formation:{page}", args=[offering.intake.slug, offering.qualification.slug])


def figures(plan: Plan, groups: int, running: int, distance: int) -> list[tuple[str, object, str]]:
    """The strip of a plan: five figures, each with its meaning."""
    seated, preferred = plan.levels["seated"], plan.levels["preferred"]
    return [
        ("Where they chose", f"{preferred:,}", f"of {plural(plan.people, PEOPLE)}"),
        ("In another group", f"{seated - preferred:,}", f"{plan.levels['km']:,.0f} km in all, as the crow flies"),
        ("Distance learning", distance, "said yes to it"),
        ("No place", plan.nowhere - distance, "nothing they accept runs"),
        ("Groups that run", f"{running} of {groups}", "that could"),
    ]


def certificate(plan: Plan, *, pinned: bool) -> list[str]:
    """How near the plan is to the best, in plain words. `pinned`: the best is that around what was decided by hand.

    Where somebody who sits in a group would have lost the place to another, the best is that around those who keep it;
    the rule worked by hand does not keep them, and is not named beside it.
    """
    kept = plan.bounds.get("kept")
    bounds = kept or plan.bounds
    which = "no plan around what was decided by hand" if pinned else "no plan"
    if kept:
        which += " and those who keep their place" if pinned else " around those who keep their place"
    lines = [
        _near(plan.levels["preferred"], bounds["preferred"], "sit where they chose", which),
        _near(plan.levels["seated"], bounds["seated"], "sit in a group", which, ", unless fewer sit where they chose"),
    ]
    hand = {} if pinned or kept else plan.hand
    if hand and (hand["preferred"], hand["seated"]) != (plan.levels["preferred"], plan.levels["seated"]):
        lines.append(
            f"Closing every group that is short and sending each to the nearest with room would reach "
            f"{hand['preferred']:,} and {hand['seated']:,}."
        )
    elif hand:
        lines.append("Closing every group that is short and sending each to the nearest with room does as well.")
    return lines


def _near(reached: int, bound: int, words: str, which: str, unless: str = "") -> str:
    if reached >= bound:
        return f"{plural(reached, PEOPLE)} {words}. It is proven that {which} seats more{unless}."
    more = f"{bound - reached} more{unless}"
    return f"{plural(reached, PEOPLE)} {words}. It is proven that {which} passes {bound:,}, which is {more}."


def asked(form: WhatIfForm, places: Sequence[tuple[str, str]]) -> str:
    """`If Peakside runs no group`: what was tried, empty while nothing is."""
    if not (form.is_bound and form.is_valid()):
        return ""
    said = form.cleaned_data
    name = dict(places)[said["place"]]
    if said["change"] == "people":
        more = plural(said["number"], "more person chooses,more people choose")
        return f"If {more} {name}"
    return f"If {name} {'runs no group' if said['change'] == 'closed' else 'can hold one more group'}"


TERMS = [
    ("move_from_viable", "People are moved from groups that run", "Nobody whose own group runs is moved"),
    ("undecided", "Waiting applications count", "Accepted people alone"),
    ("fill_confirmed", "Confirmed groups take more", "Confirmed groups are left alone"),
    ("open_groups", "Chosen partners may open a group", "No group is opened"),
]


def terms(plan: Plan) -> list[str]:
    """What the plan was asked for by."""
    said = [yes if plan.terms[name] else no for name, yes, no in TERMS]
    return [*said, f"{plan.terms['unsaid_km']} km for people who named no limit"]


def pin_lines(pins: Sequence[Pin], places: dict[str, str]) -> list[tuple[str, str]]:
    """(what, why and who) of each pin."""
    return [(_pinned(pin, places.get(pin.place, pin.place)), f"{pin.by.name}: “{pin.reason}”") for pin in pins]


def _pinned(pin: Pin, place: str) -> str:
    if pin.application:
        return f"{pin.application.name} {f'sits at {place}' if pin.place else 'sits in no group'}"
    return f"{place} {'runs' if pin.kind == PinKind.OPEN else 'does not run'}"


def next_steps(plan: Plan) -> list[dict[str, Any]]:
    """`{% next_list %}` of a plan that is ready."""
    return [
        {
            "title": "Carry it out",
            "text": "First you see what would change, and whether anything has since it was made.",
            "url": address("carrying_out", plan),
            "action": "See what changes",
        },
        {
            "title": "See it as a board",
            "text": "Groups with their people, against the minimum. Move somebody, and the rest is planned around it.",
            "url": address("board", plan),
            "action": "Open the board",
        },
        {
            "title": "Decide something yourself",
            "text": "Keep a group open or closed, and the rest is planned around it. People are pinned in their list.",
            "url": address("pinning", plan),
            "action": "Pin a group",
        },
        {
            "title": "Try something",
            "text": "A partner closes, takes one more group, or three more people choose it.",
            "url": address("what_if", plan),
            "action": "What if",
        },
    ]


def change_table(offering: Offering, wanted: Carrying, *, user: User, today: Any) -> dict[str, Any]:
    """Each group's people before and after, and what rooms above add, a row a group."""
    days = days_left(offering, today=today)
    changes = counts_changed(wanted)
    further = consequences.further_rows(changes, user=user)
    rows = []
    for at, change in enumerate(changes):
        group = change.group
        after = rules.viability(change.after, group.minimum, group.size, days_left=days, state=group.state)
        people = (str(change.before), str(change.after), after.tag, after.kind)
        rows.append((group, people, [(label, cells[at]) for label, cells in further]))
    return {"heads": [label for label, _ in further], "rows": rows}


def chosen(number: int, choice: MailChoice) -> str:
    """`3 mails will be held, for you to release.`"""
    then = {MailChoice.SEND: "sent", MailChoice.HOLD: "held, for you to release", MailChoice.LEAVE_OUT: "left out"}
    return f"{plural(number, 'mail')} will be {then[choice]}." if number else "That was chosen already."


def papers(listed: Rehearsal | None) -> list[tuple[str, list[tuple[str, str]]]]:
    """(what, [(for whom, amount or why none)]) of the invoices and contract schedules that would follow."""
    found: dict[str, list[tuple[str, str]]] = {}
    for what, whom, amount in listed.papers if listed else []:
        found.setdefault(what, []).append((whom, amount))
    return list(found.items())


def side_by_side(first: Plan, second: Plan) -> list[tuple[str, str, str]]:
    """(what, in the first, in the second): what two plans reach, and their distance to what none can pass."""

    def of(name: str, words: str) -> tuple[str, str, str]:
        reached = [f"{one.levels[name]:,} of at most {one.bounds[name]:,}" for one in (first, second)]
        return words, reached[0], reached[1]

    km = [f"{one.levels['km']:,.1f} km" for one in (first, second)]
    return [
        of("preferred", "Where they chose"),
        of("seated", "In a group"),
        ("Travelled by those elsewhere", km[0], km[1]),
        ("In no group", f"{first.nowhere:,}", f"{second.nowhere:,}"),
        ("People planned for", f"{first.people:,}", f"{second.people:,}"),
        ("Made", _made(first), _made(second)),
    ]


def _made(plan: Plan) -> str:
    return f"{plan.made_by.name}, {moment(plan.made_at)}"
