"""Choices that are seen at a glance: a date in its window, and one of up to four marks."""

from datetime import date, timedelta

from django import template

from cadre.lib.dates import short_day, weekday_day

register = template.Library()
KINDS = {"good": "is-good", "warn": "is-warn", "bad": "is-bad"}
STATES = {
    "free": "free",
    "holiday": "bank holiday",
    "outside": "outside the window",
    "past": "in the past",
    "clash": "clash",
}


@register.inclusion_tag("ui/components/date_window.html")
def date_window(days, name, selected="", *, legend="Date", caption="", error="") -> dict:
    """Radios in a table of weeks, Monday to Friday. `selected` is a date or its ISO text.

    `days`: dicts {day, state, reason}; state is free or clash (amber, allowed), else holiday, outside or past (not
    offered). Days that are not given are not offered.
    """
    given = {day["day"]: day for day in days}
    if not given:
        return {"weeks": [], "legend": legend}
    first, last = min(given), max(given)
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday <= last:
        weeks.append([_cell(monday + timedelta(days=number), given) for number in range(5)])
        monday += timedelta(days=7)
    chosen = selected.isoformat() if isinstance(selected, date) else str(selected or "")
    return {
        "weeks": weeks,
        "name": name,
        "selected": chosen,
        "legend": legend,
        "caption": caption or f"{weekday_day(first)} to {weekday_day(last)}",
        "weekdays": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
        "error": error,
    }


def _cell(day: date, given: dict) -> dict:
    found = given.get(day) or {"state": "outside"}
    state = found["state"]
    return {
        "value": day.isoformat(),
        "words": f"{day.day} {day:%B}",
        "weekday": f"{day:%A}",
        "full": short_day(day),
        "state": state,
        "offered": state in ("free", "clash"),
        "reason": found.get("reason") or STATES.get(state, state),
    }


@register.inclusion_tag("ui/components/segmented.html")
def segmented(name, choices, selected="", legend="", *, auto=False, legend_id="", id="", disabled=False) -> dict:
    """Up to four exclusive marks, 44 px high, nothing chosen at first.

    `choices`: (value, label) or (value, label, kind), where kind is good, warn or bad. `auto` sends the form at once.
    Give `legend`, or the id of an element that says it.
    """
    options = [
        {
            "value": value,
            "label": label,
            "kind": KINDS.get(kind[0] if kind else "", "is-plain"),
            "id": f"{id or name}-{number}",
            "checked": str(value) == str(selected),
        }
        for number, (value, label, *kind) in enumerate(choices)
    ]
    return {
        "name": name,
        "options": options,
        "legend": legend,
        "legend_id": legend_id,
        "auto": auto,
        "disabled": disabled,
    }
