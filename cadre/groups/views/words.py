"""How figures of groups are said on pages: tabs, strips, steps and what was done."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cadre.applications.models import Application
from cadre.groups.models import Group
from cadre.groups.queries.boards import Totals
from cadre.groups.queries.joining import Candidate
from cadre.groups.queries.moving import Consequences
from cadre.groups.queries.partner import Recruitment
from cadre.groups.queries.steps import MOST, Steps
from cadre.groups.rules import Outcome, Viability
from cadre.programmes.models import Offering
from cadre.ui.tags.filters import plural

CONSENT = {True: "said yes", False: "said no", None: "not asked"}


def consent(application: Application) -> str:
    """Whether somebody may be offered another group, and how far they would travel."""
    said = CONSENT[application.may_offer_local]
    return (
        f"{said}, up to {application.travel_km} km" if application.may_offer_local and application.travel_km else said
    )


def board_address(offering: Offering, page: str = "board") -> str:
    return reverse(f"office:groups:{page}", args=[offering.intake.slug, offering.qualification.slug])


def tabs(rows: Sequence[Totals], here: Offering) -> list[dict[str, Any]]:
    """One tab a qualification of the intake: its people in groups, and how many groups run."""
    return [
        {
            "title": row.offering.qualification.code,
            "count": row.people,
            "sub": row.words,
            "url": board_address(row.offering),
            "current": row.offering == here,
        }
        for row in rows
    ]


def figures(row: Totals) -> list[tuple[str, object, str]]:
    """The strip of a board: five figures, each with its meaning."""
    short = row.short + row.at_risk
    return [
        ("In groups", row.people, f"in {plural(row.groups, 'group')}, room for {row.room} more"),
        ("Groups that run", f"{row.runs} of {row.groups}", plural(short, "short group") if short else "none is short"),
        ("Without a group", row.unplaced, "accepted, no place yet"),
        ("Waiting for a decision", row.undecided, "handed in"),
        ("Unfinished applications", row.drafts, "with a partner chosen"),
    ]


def regions(waiting: Sequence[Application]) -> list[tuple[str, int]]:
    """Where those without a group work, most first."""
    found = Counter((row.school.region if row.school else "") or "not confirmed" for row in waiting)
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def people(names: Sequence[str]) -> str:
    """`Farah Siddiqui, Owen Bratt and 3 more`."""
    shown, more = list(names[:2]), len(names) - 2
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join(shown)


def next_steps(offering: Offering, found: Steps) -> list[dict[str, Any]]:
    """`{% next_list %}`: what to do for the offering's groups, by effect, at most five."""
    items: list[dict[str, Any]] = []
    if found.placeable:
        left = len(found.waiting) - found.placeable
        items.append(
            {
                "title": f"Place {plural(found.placeable, 'person,people')} by code and preferred partner",
                "text": f"{left} would still be without a group." if left else "Nobody would be without a group.",
                "url": board_address(offering, "placing"),
                "action": "See who goes where",
            }
        )
    for group, near in found.gatherings:
        items.append(
            {
                "title": f"Bring {plural(len(near), 'person,people')} to {group.partner.short_name}, and it runs",
                "text": f"{people([row.name for row in near])} said yes to {_what(group)}.",
                "url": _picking(group, near),
                "action": "See what it changes",
                "hidden": f"at {group.partner.short_name}",
            }
        )
    items += [_decide(offering, group) for group in found.undecided]
    items += [_open(offering, partner) for partner in found.to_open]
    items += [_at_risk(group) for group in found.at_risk]
    items += [_stopped(group) for group in found.stopped]
    return items[:MOST]


def _what(group: Group) -> str:
    return "distance learning" if group.is_distance else "another group within reach"


def _picking(group: Group, near: Sequence[Application]) -> str:
    picks = urlencode({"pick": [row.ref for row in near]}, doseq=True)
    return f"{reverse('office:groups:group', args=[group.ref])}?{picks}"


def _decide(offering: Offering, group: Any) -> dict[str, Any]:
    return {
        "title": f"Decide {plural(group.undecided, 'application')} for {group.partner.short_name}",
        "text": f"It has {group.people} of {group.minimum}.",
        "url": _to_decide(offering, group),
        "action": "Open the applications",
        "hidden": f"for {group.partner.short_name}",
    }


def _to_decide(offering: Offering, group: Any) -> str:
    """The list of applications, narrowed to those of the offering that chose the group's partner."""
    wanted = {
        "qualification": offering.qualification.slug,
        "intake": offering.intake.slug,
        "partner": group.partner.slug,
        "state": "submitted",
    }
    return f"{reverse('office:applications:list')}?{urlencode(wanted)}"


def _open(offering: Offering, partner: Any) -> dict[str, Any]:
    return {
        "title": f"Open a group for {partner.short_name}",
        "text": f"{plural(partner.people, 'person,people')} chose it, and it has none.",
        "url": f"{board_address(offering, 'opening')}?{urlencode({'partner': partner.slug})}",
        "action": "Open a group",
        "hidden": f"for {partner.short_name}",
    }


def _at_risk(group: Any) -> dict[str, Any]:
    return {
        "title": f"Decide what happens to {group.partner.short_name}’s {group.people}",
        "text": f"Registration has closed and it is {group.minimum - group.people} short.",
        "url": reverse("office:groups:group", args=[group.ref]),
        "action": "Look at the group",
        "hidden": group.ref,
    }


def _stopped(group: Any) -> dict[str, Any]:
    return {
        "title": f"{plural(group.drafts, 'person,people')} chose {group.partner.short_name} and stopped halfway",
        "text": f"It is {group.minimum - group.people} short.",
    }


def placed(outcomes: Sequence[Outcome]) -> str:
    """What placing by the rule came to: how many were placed, and why others were not."""
    done = sum(outcome.group is not None for outcome in outcomes)
    said = f"{plural(done, 'person,people')} placed."
    reasons = Counter(outcome.why for outcome in outcomes if outcome.group is None)
    for why, number in reasons.most_common(3):
        said += f" {plural(number, 'person waits,people wait')}: {why[:1].lower()}{why[1:]}"
    return said


def group_line(group: Group, stands: Viability) -> SafeString:
    """Beneath the group's name: its reference, town, size and how it stands."""
    line = '<span class="cd-code">{}</span> · {} · room for {} · {}'
    return format_html(line, group.ref, group.where, group.size, stands.sentence)


def reason_hint(group: Group, changes: Consequences | None) -> str:
    """Whether a reason is needed, and why."""
    if changes and changes.needs_reason:
        return (
            "The group is confirmed."
            if group.is_confirmed
            else "Somebody leaves another group. It stays in the journal."
        )
    return "You may leave this empty."


def joining_verb(picked: Sequence[Candidate]) -> str:
    """`Place 2 people`, `Move 1 person here`, `Place 2 and move 1 here`."""
    moved = sum(candidate.now_in is not None for candidate in picked)
    placed = len(picked) - moved
    if not moved:
        return f"Place {plural(placed, 'person,people')}"
    return f"Place {placed} and move {moved} here" if placed else f"Move {plural(moved, 'person,people')} here"


def partner_figures(found: Recruitment) -> list[tuple[str, object, str]]:
    """The strip of a partner's recruitment: at most five figures."""
    running = sum(group.viability.runs for group in found.groups)  # type: ignore[attr-defined]
    groups = len(found.groups)
    strip: list[tuple[str, object, str]] = [
        ("In your groups", found.people, f"{running} of {plural(groups, 'group')} {'runs' if running == 1 else 'run'}"),
        ("Chose you", found.total("applied"), f"{found.total('elsewhere')} placed elsewhere"),
        ("Wait for a decision", found.total("undecided"), "with our office"),
        ("Wait for a group", found.total("waiting"), "accepted"),
        ("Started, not finished", found.total("unfinished"), "chose you and stopped"),
    ]
    return strip
