"""What the office does next for an offering's groups that are short, best first by effect."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from cadre.applications.models import Application
from cadre.recruitment.queries.cockpit import Course, Look
from cadre.recruitment.queries.page import Aid
from cadre.recruitment.rules.help import Help, would_run
from cadre.ui.tags.filters import plural

MOST = 5


def next_steps(course: Course, aid: Aid) -> list[dict[str, Any]]:
    """`{% next_list %}`."""
    by_key = {look.group.pk: look for look in course.looks}
    return [_step(by_key[help_.group], help_, aid.near, aid.km) for help_ in aid.found[:MOST]]


def could(course: Course, found: Sequence[Help]) -> str:
    """`With these, 7 of 9 groups can run.`"""
    running = {look.group.pk for look in course.looks if look.stands.runs}
    more = would_run(found[:MOST]) - running
    return f"With these, {len(running | more)} of {plural(len(course.looks), 'group')} can run." if more else ""


def _step(look: Look, help_: Help, near: Mapping[int, Sequence[Application]], km: int) -> dict[str, Any]:
    said = {"hidden": f"for {look.group.partner.short_name}"}
    if help_.kind == "near":
        return said | _place(look, help_, near[help_.group], km)
    return said | {"decide": _decide, "remind": _remind}.get(help_.kind, _ask)(look, help_, km)


def _place(look: Look, help_: Help, near: Sequence[Application], km: int) -> dict[str, Any]:
    name, bring = look.group.partner.short_name, min(help_.people, look.stands.short)
    then = f"{name} then has {look.stands.people + bring} of {look.stands.minimum}"
    picks = urlencode({"pick": [row.ref for row in near[:bring]]}, doseq=True)
    return {
        "title": f"Place {plural(bring, 'unplaced applicant')} with {name}{', and it runs' if help_.runs else ''}",
        "text": f"They chose it or work within {km} km, and nobody said no to another group. {then}.",
        "url": f"{reverse('office:groups:group', args=[look.group.ref])}?{picks}",
        "action": "See what it changes",
    }


def _decide(look: Look, help_: Help, _km: int) -> dict[str, Any]:
    wanted = {
        "qualification": look.group.offering.qualification.slug,
        "intake": look.group.offering.intake.slug,
        "partner": look.group.partner.slug,
        "state": "submitted",
    }
    return {
        "title": f"Decide {plural(help_.people, 'application')} for {look.group.partner.short_name}",
        "text": _enough(look, help_),
        "url": f"{reverse('office:applications:list')}?{urlencode(wanted)}",
        "action": "Open the applications",
    }


def _remind(look: Look, help_: Help, _km: int) -> dict[str, Any]:
    many, intake = plural(help_.people, "person,people"), look.group.offering.intake.slug
    wanted = {"qualification": look.group.offering.qualification.slug, "partner": look.group.partner.slug}
    return {
        "title": f"Remind {many} who chose {look.group.partner.short_name} and stopped halfway",
        "text": _enough(look, help_),
        "url": f"{reverse('office:recruitment:reminders', args=[intake])}?{urlencode(wanted)}",
        "action": "Read the reminder",
    }


def _ask(look: Look, _help: Help, km: int) -> dict[str, Any]:
    name, people = look.group.partner.short_name, look.stands.people
    expected = f"{look.expected.middle} expected. " if look.expected else ""
    return {
        "title": f"Ask {name} what to offer its {people}" if people else f"Ask {name} what it needs",
        "text": f"{expected}Nobody unplaced who would come works within {km} km, and nothing is unfinished.",
        "url": reverse("office:partners:partner", args=[look.group.partner.slug]),
        "action": "See whom to ask",
    }


def _enough(look: Look, help_: Help) -> str:
    short = look.stands.short
    if not help_.runs:
        return f"It is {short} short. Each of them counts."
    return "One of them is enough." if short == 1 else f"It is {short} short. {short} of them are enough."
