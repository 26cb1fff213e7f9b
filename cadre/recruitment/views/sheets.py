"""What a partner's page says of each of its groups."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse

from cadre.recruitment.queries.partner import OwnGroup
from cadre.recruitment.rules.help import Help
from cadre.ui.tags.filters import plural


@dataclass(frozen=True)
class Sheet:
    """A group on its partner's page, with what the partner can do."""

    own: OwnGroup
    steps: list[dict[str, Any]]
    expected: tuple[int, int, int] | None


def sheet(own: OwnGroup) -> Sheet:
    said = own.look.expected
    shown = (said.low, said.middle, said.high) if said and own.course.days > 0 else None
    return Sheet(own, [_own_step(own, help_) for help_ in own.helps], shown)


def _own_step(own: OwnGroup, help_: Help) -> dict[str, Any]:
    """What a partner does about its own group; the office does the rest, and the partner reads that it waits."""
    group, code = own.look.group, own.course.offering.qualification.code
    enough = f"{own.look.stands.short} more and it runs."
    if help_.kind == "remind":
        return {
            "title": f"Remind {plural(help_.people, 'person,people')} who chose you and stopped halfway",
            "text": enough,
            "url": reverse("partner:recruitment:reminders", args=[group.ref]),
            "action": "Read the reminder",
            "hidden": f"for {code}",
        }
    if help_.kind == "near":
        return {
            "title": f"Take {plural(help_.people, 'person,people')} without a group",
            "text": f"They chose you, or work within {own.km} km and did not refuse another group. {enough}",
            "url": f"mailto:{settings.PROVIDER['email']}?subject={quote(group.ref)}",
            "action": "Write to us",
            "hidden": f"about {code}",
        }
    if help_.kind == "decide":
        many = plural(help_.people, "person who chose you waits,people who chose you wait")
        return {"title": f"{many} for our decision", "text": f"Nothing for you to do. {enough}"}
    return _hand_out(code, enough)


def _hand_out(code: str, enough: str) -> dict[str, Any]:
    return {
        "title": "Hand out your code",
        "text": f"Nobody in reach is without a group, and nothing is unfinished. {enough}",
        "url": reverse("partner:partners:codes"),
        "action": "Your code and poster",
        "hidden": f"for {code}",
    }
