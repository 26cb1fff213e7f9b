"""Suggested staffing of the intake that forms, not carried out, and two invitations that wait for an answer."""

from cadre.demo.network.base import Network
from cadre.demo.network.calendar import on
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.programmes.models import Intake
from cadre.staffing.actions import ask_suggestion, invite, solve
from cadre.staffing.models import QualityLead

AT = (9, 40)
OPEN = 2


def suggest_staffing(network: Network, intake: Intake) -> str:
    """The reference of the suggestion, or empty where no group lacks anybody."""
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
    return made.ref
