"""How recruitment is said on pages: tabs, strips, rows, and what to do next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from cadre.applications.models import Application
from cadre.lib.dates import long_day
from cadre.lib.money import pounds as exactly
from cadre.programmes.models import Offering
from cadre.recruitment.queries.cockpit import Cockpit, Course, Look
from cadre.recruitment.queries.counts import Counts
from cadre.recruitment.queries.money import Purse
from cadre.recruitment.queries.unplaced import Place
from cadre.recruitment.rules.help import Help, would_run
from cadre.recruitment.rules.money import Money, steps
from cadre.ui.tags.filters import plural

MOST = 5


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
    said = [f"{course.runs} {'runs' if course.runs == 1 else 'run'}"] if course.looks else ["no groups yet"]
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
        ("Groups that run", f"{course.runs} of {len(looks)}", f"{will} likely by the deadline"),
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


def steps_of(
    course: Course, helps: Sequence[Help], near: Mapping[int, Sequence[Application]], km: int
) -> list[dict[str, Any]]:
    """`{% next_list %}`: what helps the groups that are short, best first by effect."""
    by_key = {look.group.pk: look for look in course.looks}
    return [_step(by_key[help_.group], help_, near.get(help_.group, ()), km) for help_ in helps[:MOST]]


def _step(look: Look, help_: Help, near: Sequence[Application], km: int) -> dict[str, Any]:
    group, short = look.group, look.stands.short
    name, hidden = group.partner.short_name, f"for {group.partner.short_name}"
    enough = "One of them is enough." if short == 1 else f"{short} of them are enough."
    if help_.kind == "near":
        bring = min(help_.people, short)
        reach = f"{group.partner.short_name} then has {look.stands.people + bring} of {look.stands.minimum}"
        return {
            "title": f"Place {plural(bring, 'unplaced applicant')} with {name}{', and it runs' if help_.runs else ''}",
            "text": f"They chose it or work within {km} km, and nobody said no to another group. {reach}.",
            "url": _picking(look, near[:bring]),
            "action": "See what it changes",
            "hidden": hidden,
        }
    if help_.kind == "decide":
        return {
            "title": f"Decide {plural(help_.people, 'application')} for {name}",
            "text": f"It is {short} short. {enough if help_.runs else 'Each of them counts.'}",
            "url": f"{reverse('office:applications:list')}?{_narrowed(look)}",
            "action": "Open the applications",
            "hidden": hidden,
        }
    if help_.kind == "remind":
        return {
            "title": f"Remind {plural(help_.people, 'person,people')} who chose {name} and stopped halfway",
            "text": enough if help_.runs else f"It is {short} short. Each of them counts.",
            "url": help_.url,
            "action": "Read the reminder",
            "hidden": hidden,
        }
    expected = f"{look.expected.middle} expected. " if look.expected else ""
    return {
        "title": f"Ask {name} what to offer its {look.stands.people}"
        if look.stands.people
        else f"Ask {name} what it needs",
        "text": f"{expected}Nobody unplaced who would come works within {km} km, and nothing is unfinished.",
        "url": reverse("office:partners:partner", args=[group.partner.slug]),
        "action": "See whom to ask",
        "hidden": hidden,
    }


def _picking(look: Look, near: Sequence[Application]) -> str:
    picks = urlencode({"pick": [row.ref for row in near]}, doseq=True)
    return f"{reverse('office:groups:group', args=[look.group.ref])}?{picks}"


def _narrowed(look: Look) -> str:
    offering = look.group.offering
    wanted = {
        "qualification": offering.qualification.slug,
        "intake": offering.intake.slug,
        "partner": look.group.partner.slug,
        "state": "submitted",
    }
    return urlencode(wanted)


def interval(course: Course) -> tuple[int, int, int] | None:
    """(low, middle, high) for the chart, while there is still something to expect."""
    said = course.expected
    return (said.low, said.middle, said.high) if said and course.days > 0 else None


def map_words(places: Sequence[Place]) -> str:
    """What the map shows, for those who do not see it."""
    return f"{plural(sum(place.people for place in places), 'person,people')} without a group, by region; listed beside"


def could(course: Course, found: Sequence[Help]) -> str:
    """`With these, 7 of 9 run.`"""
    running = {look.group.pk for look in course.looks if look.stands.runs}
    more = would_run(found[:MOST]) - running
    return f"With these, {len(running | more)} of {plural(len(course.looks), 'group')} can run." if more else ""


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
