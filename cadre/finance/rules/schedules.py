"""What is different between two versions of a contract schedule."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cadre.lib.dates import table_day
from cadre.lib.money import pounds


def terms_differ(before: Mapping[str, Any], now: Mapping[str, Any], *, amounts: bool = True) -> list[str]:
    """One line for each difference, events first; empty when nothing is. Terms as they are kept, fees in pence.

    Without `amounts` no fee, band or total is named: that is the partner's copy.
    """
    old = {event["ref"]: event for event in before.get("events", ())}
    new = {event["ref"]: event for event in now.get("events", ())}
    lines = [f"Added: {_event(event)}" for ref, event in new.items() if ref not in old]
    lines += [f"No longer yours: {_event(event)}" for ref, event in old.items() if ref not in new]
    for ref, event in new.items():
        if ref in old and _event(old[ref]) != _event(event):
            lines.append(f"{_event(event)} (before: {_when(old[ref])})")
    if before.get("role") != now.get("role"):
        lines.append(f"Role: {now.get('role')} (before: {before.get('role')})")
    if not amounts:
        return lines
    for ref, event in new.items():
        if ref in old and old[ref]["fee"] != event["fee"]:
            lines.append(f"{event['title']}: {pounds(event['fee'])} (before: {pounds(old[ref]['fee'])})")
    if before.get("people") != now.get("people"):
        lines.append(f"People counted: {now.get('people')} (before: {before.get('people')})")
    totals = [sum(event["fee"] for event in terms.values()) for terms in (old, new)]
    if totals[0] != totals[1]:
        lines.append(f"Total: {pounds(totals[1])} (before: {pounds(totals[0])})")
    if not lines and before.get("fee_rule") != now.get("fee_rule"):
        lines.append("How the fee is worked out is said anew. The amounts stay the same.")
    return lines


def _event(event: Mapping[str, Any]) -> str:
    return f"{event['title']}, {_when(event)}"


def _when(event: Mapping[str, Any]) -> str:
    day = table_day(date.fromisoformat(event["date"]))
    return f"{day}, {event['start']} to {event['end']}, {event['venue']}"
