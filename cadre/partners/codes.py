"""A code as it is handed out: its links, and its QR code as a drawing."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from cadre.lib.dates import long_day
from cadre.partners.models import AllocationCode
from cadre.partners.queries import code_address, offered_by
from cadre.programmes.models import Qualification
from cadre.ui.components.qr import qr


@dataclass(frozen=True)
class Sheet:
    """`address` leads to the partner's page; `links` to the start of each application that is open now."""

    code: AllocationCode
    address: str
    drawing: SafeString
    links: list[tuple[Qualification, str]]


def sheet(code: AllocationCode, today: date) -> Sheet:
    address = code_address(code)
    links = [(one, code_address(code, one)) for one, offering in offered_by(code.partner, today) if offering]
    return Sheet(code, address, qr(address, f"QR code that leads to {code.partner.name}"), links)


def until(code: AllocationCode, today: date) -> str:
    """What became of the old code: `stopped today` or `works until 3 January 2027`."""
    if code.to_on is None:
        return "still works"
    return "stopped today" if code.to_on <= today else f"works until {long_day(code.to_on)}"


def state(code: AllocationCode, today: date) -> tuple[str, str]:
    """(words, kind of tag) for a list of codes."""
    if code.from_on > today:
        return f"From {long_day(code.from_on)}", "open"
    if code.to_on is None:
        return "In use", "good"
    return (f"Ended {long_day(code.to_on)}", "") if code.to_on <= today else (f"Until {long_day(code.to_on)}", "warn")
