"""A network of two partners with a plan that is ready, and a round about it, for the tests of this room."""

from cadre.applications import reference as applications
from cadre.consent import actions, reference
from cadre.consent.models import Agreement, AlternateOffer, Round
from cadre.consent.states import AgreementState
from cadre.formation import actions as formation
from cadre.formation import tasks
from cadre.formation.models import Plan
from cadre.formation.rules.drawing import Settings
from cadre.formation.tests import network
from cadre.groups.models import Enrolment, Group
from cadre.groups.states import EnrolmentState
from cadre.journal.worker import drain
from cadre.people.models import User
from tests import world
from tests.scenes import kept
from tests.world import NOW, TODAY

USUAL = Settings(unsaid_km=25, undecided=False)


@kept
def terms() -> None:
    applications.load(TODAY)
    reference.load(TODAY)


def a_plan(by: User, settings: Settings = USUAL) -> Plan:
    asked, _ = formation.ask_plan(world.an_offering(), settings, by=by, today=TODAY, now=NOW)
    return tasks.begin(asked)


@kept
def a_round(by: User, *, at_peak: int = 9, at_trent: int = 14, sends_alone: bool = True) -> Round:
    """Peakside has too few by itself, and its people would join Trent. Nobody has answered."""
    terms()
    network.two_partners(at_peak, at_trent)
    return actions.start_round(a_plan(by), sends_alone=sends_alone, by=by, today=TODAY, now=NOW)


def of(found: Round, name: str) -> Agreement:
    """The latest agreement of the partner with that short name."""
    return found.agreements.filter(partner__short_name=name).latest("turn")


@kept
def all_agree(found: Round, by: User) -> None:
    for agreement in found.agreements.filter(state=AgreementState.OPEN):
        actions.answer_agreement(agreement, answer=AgreementState.AGREED, by=by, now=NOW)
    drain(limit=1000)


def offers(found: Round, *states: str) -> list[AlternateOffer]:
    rows = AlternateOffer.objects.filter(round=found).order_by("application__name", "pk")
    return list(rows.filter(state__in=states) if states else rows)


def states(found: Round) -> dict[str, int]:
    """How many offers are in each state."""
    every = [offer.state for offer in offers(found)]
    return {state: every.count(state) for state in sorted(set(every))}


def again(found: Round) -> Round:
    return Round.objects.select_related("plan", "policy", "offering").get(pk=found.pk)


def carry_out(found: Round, by: User) -> Plan:
    plan = again(found).plan
    close = list(Group.objects.filter(state="forming").values_list("ref", flat=True))
    return formation.commit_plan(plan, close=close, reason="all agreed", by=by, today=TODAY, now=NOW)


def sitting() -> dict[str, str]:
    """The short name of the partner where everybody sits, by the person's name."""
    rows = Enrolment.objects.filter(state=EnrolmentState.ENROLLED).select_related("application", "group__partner")
    return {row.application.name: row.group.partner.short_name for row in rows}
