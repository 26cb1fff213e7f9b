"""How the office’s list of events draws its columns, by their names; the others show their value."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from cadre.lib.dates import short_day, span
from cadre.scheduling.queries import gap_words, team_names
from cadre.ui.markup import markup
from cadre.ui.tags.filters import UNKNOWN
from cadre.ui.tags.small import tag

BENEATH = '{} <span class="cd-sub">{}</span>'
TO = '<a href="{}">{}<span class="vh">{}</span></a>'
GROUP = '<a class="cd-code nowrap" href="{}">{}<span class="vh">, {}</span></a>'


def event_cells(*, may_open: Callable[[str], bool], may_schedule: bool) -> dict[str, Callable[[Any], object]]:
    """`may_open(path)`: what no cell leads to otherwise. `may_schedule`: a gap leads to who could stand in."""

    def facilitators(row: Any) -> object:
        people = team_names(row) or ("" if row.unled else markup('<span class="soft">nobody</span>'))
        if not (gap := gap_words(row)):
            return people
        url = "" if row.unled else reverse("office:staffing:standing_in", args=[row.ref])
        leads = url and may_schedule and may_open(url)
        said = markup(TO, url, gap, f" at {row.element.title}, {row.group.ref}") if leads else gap
        return markup('{} {} <span class="cd-sub">{}</span>', people, tag("Not covered", "bad"), said)

    return {
        "date": _date,
        "event": lambda row: row.element.title,
        "group": _group,
        "intake": lambda row: markup('<span class="nowrap">{}</span>', row.group.offering.intake),
        "partner": _partner,
        "venue": lambda row: row.where or UNKNOWN,
        "facilitators": facilitators,
        "state": _state,
    }


def _date(row: Any) -> SafeString:
    first, last = row.starts_on, row.ends_on
    days = span(first, last, short=True) if last != first else f"{first:%a} {short_day(first)}"
    return markup('<span class="nowrap">{}</span>', days)


def _group(row: Any) -> SafeString:
    return markup(GROUP, reverse("office:scheduling:group", args=[row.group.ref]), row.group.ref, row.element.title)


def _partner(row: Any) -> object:
    name, before = row.group.partner.short_name, row.group.history
    return markup(BENEATH, name, capfirst(before)) if before else name


def _state(row: Any) -> SafeString:
    kind = "good" if row.group.is_confirmed else "open"
    state = tag("Called off", "warn") if row.called_off_at else tag(row.group.get_state_display(), kind)
    if not row.owed:
        return state
    url = reverse("office:delivery:register", args=[row.ref])
    return markup(BENEATH, state, markup(TO, url, "register due", f": {row.element.title}, {row.group.ref}"))
