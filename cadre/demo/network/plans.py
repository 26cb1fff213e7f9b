"""A formation plan for each qualification of the open intake in which a group is short, and one round of consent."""

from dataclasses import replace

from cadre.consent.actions import start_round
from cadre.demo.network.base import Network
from cadre.demo.network.calendar import on
from cadre.formation.actions import ask_plan, solve_plan
from cadre.formation.queries.facts import usual_settings
from cadre.groups.models import Group
from cadre.groups.states import GroupState
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.programmes.models import Offering

AT = (9, 20)


def plan_what_is_short(network: Network, offerings: dict[str, Offering]) -> int:
    """Worked out, and not carried out. How many; the same ones each time."""
    made = 0
    with on(network.today, *AT) as now:
        for _, offering in sorted(offerings.items()):
            forming = Group.objects.filter(offering=offering, state=GroupState.FORMING).with_people()
            if not any(group.people < group.minimum for group in forming):  # type: ignore[attr-defined]
                continue
            settings = usual_settings(clock.today())
            plan, _ = ask_plan(offering, settings, by=network.officer, today=clock.today(), now=now)
            solve_plan(plan.pk, now=now)
            made += 1
    return made


def ask_about_one(network: Network, offerings: dict[str, Offering]) -> str:
    """Partners are asked about a plan of accepted people, of the last qualification by name that has somebody to ask.

    The reference of the round, or empty.
    """
    with on(network.today, *AT) as now:
        for _, offering in sorted(offerings.items(), reverse=True):
            settings, today = replace(usual_settings(clock.today()), undecided=False), clock.today()
            try:
                plan, _ = ask_plan(offering, settings, by=network.officer, today=today, now=now)
                solve_plan(plan.pk, now=now)
                plan.refresh_from_db()
                return start_round(plan, sends_alone=True, by=network.officer, today=today, now=now).ref
            except Refusal:
                continue
    return ""
