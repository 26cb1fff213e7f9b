"""A facilitator's group: dates, venue, the other facilitator, the people and what they need on the day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cadre.groups.queries.history import tell_history
from cadre.lib import clock
from cadre.people.access import page, signed_in
from cadre.scheduling import queries
from cadre.scheduling.access import groups_staffed_by
from cadre.scheduling.actions import read_arrangements


@page("event", "V", "facilitator")
def group(request: HttpRequest, ref: str) -> HttpResponse:
    user, today = signed_in(request), clock.today()
    group = get_object_or_404(
        groups_staffed_by(user).select_related("partner", "offering__qualification", "offering__intake"), ref=ref
    )
    tell_history([group])
    rows, people = queries.date_rows(group), list(queries.roster(group))
    picked = [row.event for row in rows if row.event]
    event = next((event for event in picked if event.ends_on >= today), picked[-1] if picked else None)
    needs = read_arrangements(event, by=user, today=today) if event else None
    context = {
        "group": group,
        "rows": rows,
        "event": event,
        "team": list(queries.team_of(group)),
        "people": [(row, (needs or {}).get(row.pk)) for row in people],
        "needs_shown": needs is not None,
        "today": today,
    }
    return render(request, "scheduling/facilitator/group.html", context)
