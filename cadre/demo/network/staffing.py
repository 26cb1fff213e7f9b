"""Suggested staffing of the intake that forms, not carried out, with two invitations; and a date without cover."""

from datetime import timedelta

from cadre.demo.network.base import Network
from cadre.demo.network.calendar import on
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.programmes.models import Intake
from cadre.scheduling.models import Event
from cadre.scheduling.queries.people import team_of
from cadre.staffing.actions import ask_suggestion, invite, seek_cover, solve, suggest_anew
from cadre.staffing.models import QualityLead
from cadre.staffing.queries.briefings import to_brief
from cadre.staffing.queries.covers import could_stand_in

AT = (9, 40)
OPEN = 2


def suggest_staffing(network: Network, intake: Intake) -> str:
    """The reference of the suggestion, or empty where no group lacks anybody.

    Two are asked after a first one, which is out of date by that, and so it is suggested anew.
    """
    for near in network.facilitators.values():
        QualityLead.objects.get_or_create(
            facilitator=near[0], from_on=near[0].joined_on, defaults={"source": "Example"}
        )
    with on(network.today, *AT) as now:
        try:
            made = ask_suggestion(by=network.officer, today=clock.today(), now=now, intake=intake)
        except Refusal:
            return ""
        made = solve(made.pk, now=now)
        asked = 0
        for team in made.teams.filter(held_lead=False).exclude(lead=None).select_related("group", "lead__user"):
            if asked < OPEN and team.lead is not None:
                invite(team.group, team.lead, "lead", by=network.officer, now=now, suggestion=made, follow=True)
                asked += 1
        made = suggest_anew(made, by=network.officer, today=clock.today(), now=now)
        return solve(made.pk, now=now).ref


def look_for_cover(network: Network) -> None:
    """Somebody cannot come to one of the next days, and the nearest who can is asked."""
    soon = Event.objects.filter(starts_on__gt=network.today + timedelta(days=6))
    with on(network.today, *AT) as now:
        for event in to_brief(soon, clock.today())[:1]:
            able = [one for one in could_stand_in(event, today=clock.today()) if not one.against]
            out = team_of(event.group).first()
            if able and out:
                reason, stand_in = "On a school visit that cannot be moved", able[0].facilitator
                seek_cover(event, out.facilitator, stand_in, reason=reason, by=network.officer, now=now)
