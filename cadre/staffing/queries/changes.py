"""What has changed since a suggestion was made, with names."""

from collections.abc import Iterable
from datetime import date

from cadre.facilitators.models import Facilitator
from cadre.groups.models import Group
from cadre.lib.dates import long_day
from cadre.staffing.models import Suggestion
from cadre.staffing.queries.facts import drawn_for, groups_in
from cadre.staffing.rules.changes import Change, Chosen, What, changes_between
from cadre.staffing.states import ByHand

MOST_SAID = 5


def chosen_by(found: Suggestion) -> list[Chosen]:
    """Everybody who is invited when it is carried out, in the order of the groups. Two queries."""
    events = {one["id"]: [event["id"] for event in one["events"]] for one in found.drawn["instance"]["groups"]}
    fixed = {(one.group_id, one.facilitator_id) for one in found.decisions.all() if one.kind == ByHand.FIX}
    rows = []
    for team in found.teams.select_related("group").order_by("group__ref"):
        days = dict(zip(events[team.group.ref], team.days, strict=False))
        for role, who, held in (("lead", team.lead_id, team.held_lead), ("co", team.co_id, team.held_co)):
            by_hand = (team.group_id, who) in fixed
            if who is not None and (by_hand or not held):
                rows.append(Chosen(team.group.ref, role, str(who), days, by_hand=by_hand))
    return rows


def what_changed(found: Suggestion, *, today: date) -> list[str]:
    """A sentence for each thing that is otherwise than when it was made and stands in its way; empty when none is.

    The same queries however many groups and people. Raises Refusal without a policy.
    """
    decisions = list(found.decisions.select_related("group"))
    now = drawn_for(groups_in(group=found.group, intake=found.intake), decisions, today=today)
    return sentences(changes_between(found.drawn, now, chosen_by(found)))


def sentences(changes: Iterable[Change]) -> list[str]:
    """Two queries."""
    rows = list(changes)
    keys = {int(row.person) for row in rows if row.person}
    names = {str(pk): name for pk, name in Facilitator.objects.filter(pk__in=keys).values_list("pk", "user__name")}
    groups = Group.objects.filter(ref__in={row.group for row in rows})
    codes = dict(groups.values_list("ref", "offering__qualification__code"))
    return [_sentence(row, names.get(row.person, ""), codes.get(row.group, "")) for row in rows]


SEATS = {"lead": "lead facilitator", "co": "co-facilitator"}


def _sentence(row: Change, name: str, code: str) -> str:
    day = long_day(date.fromisoformat(row.day)) if row.day else ""
    seat = SEATS.get(row.role, "")
    return {
        What.SETTLED: f"{row.group} lacks nobody any more, has closed, or has no event to come.",
        What.TAKEN: f"{name} has the seat of {seat} of {row.group} now, or is asked for it.",
        What.FREED: f"{name} is not {seat} of {row.group} any more.",
        What.MOVED: f"{row.event} of {row.group} moved{f' to {day}' if day else ''}.",
        What.OVER: f"{row.event} of {row.group} is not to come any more.",
        What.LEFT: f"{name} does not work with us any more.",
        What.UNABLE: f"{name} is no longer accredited for {code}, or {row.group} is out of their reach now.",
        What.NEW: f"{name} does not count as experienced any more, so they do not lead {row.group}.",
        What.AWAY: f"{name} is not free on {day} any more, for {row.group}.",
        What.BOOKED: f"{name} is booked elsewhere on {day}, for {row.group}.",
        What.FULL: f"{name} has too many events this season by now to take all that was suggested.",
    }[row.what]
