"""How recruitment is said on pages: tabs, strips and rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cadre.lib.dates import long_day
from cadre.lib.money import pounds as exactly
from cadre.lib.words import counted
from cadre.programmes.models import Offering
from cadre.recruitment.queries.cockpit import Cockpit, Course, Look
from cadre.recruitment.queries.counts import Counts
from cadre.recruitment.queries.money import Purse
from cadre.recruitment.queries.unplaced import Place
from cadre.recruitment.rules.money import Money, steps
from cadre.ui.tags.filters import plural


@dataclass(frozen=True)
class Row:
    """A group of the table, with its money in words; both are empty for whoever does not see it."""

    look: Look
    margin: str = ""
    more: str = ""


def pounds(pence: int) -> str:
    """To the pound, since a margin is a forecast."""
    return exactly(round(pence / 100) * 100, short=True)


def address(offering: Offering, page: str = "cockpit") -> str:
    return reverse(f"office:recruitment:{page}", args=[offering.intake.slug, offering.qualification.slug])


def standing(course: Course) -> str:
    """`5 run, 1 likely, 3 short`."""
    said = [counted(course.runs, "runs", "run")] if course.looks else ["no groups yet"]
    if course.likely:
        said.append(f"{course.likely} likely")
    if course.short:
        said.append(f"{course.short} {'short' if course.days >= 0 else 'at risk'}")
    return ", ".join(said)


def tabs(seen: Cockpit, here: Offering) -> list[dict[str, Any]]:
    return [
        {
            "title": course.offering.qualification.code,
            "count": course.counts.enrolled,
            "sub": standing(course),
            "url": address(course.offering),
            "current": course.offering == here,
        }
        for course in seen.courses
    ]


def figures(course: Course, waiting: int, helpful: int, km: int, purse: Purse | None) -> list[tuple[str, object, str]]:
    """The strip: five figures, each with its meaning."""
    counts, looks = course.counts, course.looks
    will = course.runs + course.likely
    strip: list[tuple[str, object, str]] = [
        ("In groups", counts.enrolled, f"in {plural(len(looks), 'group')}, target {counts.target}"),
        (
            "Groups that run",
            f"{course.runs} of {len(looks)}",
            f"{will} likely by the deadline" if course.days >= 0 else "at the deadline",
        ),
        ("Without a group", waiting, f"{helpful} within {km} km of a short one"),
        ("Unfinished applications", counts.drafts, f"and {counts.submitted} to decide"),
    ]
    if purse:
        strip.append(_margin_of_running(course, purse))
    elif course.expected:
        said = course.expected
        strip.append(("Expected in the end", said.middle, f"8 in 10 times {said.low} to {said.high}"))
    return strip


def _margin_of_running(course: Course, purse: Purse) -> tuple[str, object, str]:
    running = sum(purse.groups[look.group.pk].margin or 0 for look in course.looks if look.stands.runs)
    could = [purse.groups[look.group.pk].at_minimum or 0 for look in course.looks if look.is_likely]
    more = f"{pounds(running + sum(could))} if {len(could)} more {'runs' if len(could) == 1 else 'run'}"
    return "Margin of running groups", pounds(running), more if could else "after hosting and facilitation"


def rows(looks: Sequence[Look], purse: Purse | None) -> list[Row]:
    if purse is None:
        return [Row(look) for look in looks]
    return [Row(look, *_money_words(look, purse.groups[look.group.pk])) for look in looks]


def _money_words(look: Look, money: Money) -> tuple[str, str]:
    if money.at_minimum is not None and not look.stands.runs:
        more = "it runs" if look.stands.short == 1 else "–"
        return f"at {look.stands.minimum}: {pounds(money.at_minimum)}", more
    margin = "not settled" if money.margin is None else pounds(money.margin)
    if money.more is None:
        return margin, "full" if not look.stands.room else "–"
    return margin, f"{'+' if money.more >= 0 else ''}{pounds(money.more)}"


def money_note(purse: Purse) -> str:
    """How the margins are worked out, beneath the table."""
    terms, bands = purse.terms, steps(purse.terms)
    dearer = f" and pays less where a fee band starts ({', '.join(map(str, bands))})" if bands else ""
    hosting, typical = exactly(terms.hosting, short=True), exactly(purse.typical, short=True)
    return (
        f"Margin: what people pay after scholarships and discounts, less hosting of {hosting} a person and event and "
        f"facilitation by two, or by those assigned, over {plural(terms.events, 'event')}, at the rates of "
        f"{long_day(purse.rates_of)}. One more brings {typical}, what people of this qualification pay in the mean, "
        f"less hosting{dearer}. What the Department pays is not counted."
    )


def interval(course: Course) -> tuple[int, int, int] | None:
    """(low, middle, high) for the chart, while there is still something to expect."""
    said = course.expected
    return (said.low, said.middle, said.high) if said and course.days > 0 else None


def map_words(places: Sequence[Place]) -> str:
    """What the map shows, for those who do not see it."""
    return f"{plural(sum(place.people for place in places), 'person,people')} without a group, by region; listed beside"


def by_partner(course: Course) -> list[tuple[str, str, Counts]]:
    """(name, region, counts) of every partner with people or groups, by name; then those who chose none, and all."""
    named = sorted((*course.names[key], one) for key, one in course.by_partner.items() if key is not None)
    none = [("No partner chosen", "", course.by_partner[None])] if None in course.by_partner else []
    return [*named, *none, ("All", "", course.counts)]


def by_region(course: Course) -> list[tuple[str, str, Counts]]:
    """The same by the partners' regions."""
    found: dict[str, Counts] = {}
    for key, one in course.by_partner.items():
        if key is not None:
            _, region = course.names[key]
            found[region] = found.get(region, Counts()) + one
    return [(region, "", one) for region, one in sorted(found.items())]
