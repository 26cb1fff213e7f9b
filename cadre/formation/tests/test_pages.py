"""The office's pages of plans."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadre.applications.models import Application
from cadre.formation import tasks
from cadre.formation.models import Plan
from cadre.formation.queries.carrying_out import carrying, counts_changed
from cadre.formation.states import PinKind, PlanState
from cadre.formation.tests import network
from cadre.formation.tests.network import HERE
from cadre.formation.tests.test_plans import asked, committed, pinned, planned
from cadre.groups.models import Group
from cadre.groups.states import EnrolmentState, GroupState
from cadre.journal.worker import drain
from tests import world
from tests.scenes import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
ASKED = {"undecided": "on", "fill_confirmed": "on", "unsaid_km": "25"}


@pytest.fixture
@kept
def ruth():
    return world.an_officer()


@pytest.fixture
def office(ruth) -> Client:
    client = Client()
    client.force_login(ruth)
    return client


def of_offering(name: str) -> str:
    return reverse(f"office:formation:{name}", args=["spring-2027", "npqsl"])


def of_plan(name: str, plan: Plan) -> str:
    return reverse(f"office:formation:{name}", args=[plan.ref])


def text(answer) -> str:
    return answer.content.decode()


def test_planning_is_asked_for_and_the_plan_is_there_at_once(office):
    network.two_partners(9, 14)
    answer = office.post(of_offering("asking"), ASKED, follow=True)
    plan = Plan.objects.get()
    assert answer.redirect_chain == [(of_plan("plan", plan), 302)]
    shown = text(answer)
    assert "14 people sit where they chose. It is proven that no plan seats more." in shown
    assert "23 people sit in a group. It is proven that no plan seats more, unless fewer sit where they chose." in shown
    assert "Runs with 23 of 24 places taken, 14 by people who chose it." in shown
    assert "9 people chose it, 12 are needed." in shown
    assert plan.ref in text(office.get(of_offering("plans")))


def test_asking_twice_gives_the_plan_that_was_there(office):
    network.two_partners()
    office.post(of_offering("asking"), ASKED)
    again = office.post(of_offering("asking"), ASKED, follow=True)
    assert "Nothing has changed, so the plan is the one that was there." in text(again)
    assert Plan.objects.count() == 1


NO_TERMS = [
    ({"unsaid_km": ""}, "Enter the number of kilometres for people who named no limit."),
    ({"unsaid_km": "0"}, "Write 1 or more."),
    ({"unsaid_km": "far"}, "Write a number in figures, such as 12."),
    ({"unsaid_km": "9999999999999999999999"}, "Write 200 or less."),
]


def test_what_cannot_be_planned_by_is_said_and_nothing_is_made(office):
    network.two_partners()
    for said, words in NO_TERMS:
        answer = office.post(of_offering("asking"), ASKED | said)
        assert (answer.status_code, words in text(answer)) == (422, True), said
    assert not Plan.objects.exists()


def test_with_nobody_to_plan_the_list_says_so(office):
    network.policy()
    world.an_offering()
    answer = office.post(of_offering("asking"), ASKED, follow=True)
    assert "so there is nothing to plan" in text(answer)


def test_without_a_policy_the_list_says_who_can_help(office):
    world.an_offering()
    assert "No policy of formation plans holds today." in text(office.get(of_offering("plans")))
    answer = office.post(of_offering("asking"), ASKED, follow=True)
    assert "No policy of formation plans holds today." in text(answer)
    assert not Plan.objects.exists()


def test_a_large_plan_shows_how_far_it_is_and_can_be_cancelled(office, ruth, monkeypatch):
    monkeypatch.setattr(tasks, "AT_ONCE", 5)
    network.two_partners()
    plan = planned(ruth)
    assert "waits for its turn" in text(office.get(of_plan("plan", plan)))
    Plan.objects.update(state=PlanState.RUNNING, done=3, steps=8)
    piece = office.get(of_plan("plan", plan), headers={"HX-Request": "true"})
    assert "Steps done: 3 of 8" in text(piece)
    answer = office.post(of_plan("cancellation", plan), follow=True)
    assert "was cancelled before it was worked out" in text(answer)
    drain()
    assert Plan.objects.get().state == PlanState.CANCELLED
    assert "so there is nothing to cancel" in text(office.post(of_plan("cancellation", plan), follow=True))


def test_a_plan_that_is_done_meanwhile_is_shown_anew(office, ruth):
    network.two_partners()
    answer = office.get(of_plan("plan", planned(ruth)), headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"


def test_a_plan_that_could_not_be_finished_says_where_the_fault_is(office, ruth, monkeypatch):
    monkeypatch.setattr(tasks, "AT_ONCE", 5)
    network.two_partners()
    plan = planned(ruth)
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.filter(pk=tasks.task_of(plan)).update(status=TaskResultStatus.FAILED)
    assert "This could not be finished." in text(office.get(of_plan("plan", plan)))


def test_people_are_listed_with_why_filtered_and_exported(office, ruth):
    network.two_partners(9, 14)
    plan = planned(ruth)
    assert "reached 9 of 12; you sit 10 km away at Trent." in text(office.get(of_plan("people", plan)))
    local = office.get(of_plan("people", plan), {"kind": "local", "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(b"".join(local.streaming_content).decode("utf-8-sig"))))
    assert [row["Person"] for row in rows] == [f"Peakside {n:02}" for n in range(1, 10)]
    assert {row["Km"] for row in rows} == {"10.0"}
    named = office.get(of_plan("people", plan), {"q": "peakside 03", "changes": "on"})
    assert "Peakside 03" in text(named)
    assert "Peakside 04" not in text(named)


def test_strange_addresses_of_the_list_do_no_harm(office, ruth):
    network.two_partners()
    people = of_plan("people", planned(ruth))
    for query in ("kind=nothing", "partner=nobody", "sort=-km", "sort=;drop", "page=999", "q=%27"):
        assert office.get(f"{people}?{query}").status_code == 200, query


def test_groups_of_a_plan_are_exported(office, ruth):
    network.two_partners(9, 14)
    answer = office.get(of_plan("plan", planned(ruth)), {"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [(row["Partner"], row["Would be"], row["State"]) for row in rows] == [
        ("Trent Reach Alliance", "23", "Would run"),
        ("Peakside Schools Partnership", "0", "Does not run"),
    ]


def test_a_group_is_pinned_and_the_rest_planned_around_it(office, ruth):
    peak, _ = network.two_partners(13, 12)
    plan = planned(ruth)
    said = {"place": peak.partner.slug, "kind": "closed", "reason": "They cannot host"}
    answer = office.post(of_plan("pinning", plan), said, follow=True)
    assert "Peakside Schools Partnership does not run" in text(answer)
    assert "Ruth Adeyemi: “They cannot host”" in text(answer)
    assert Plan.objects.first().base == plan


NO_PIN = [
    ({}, "Choose a partner."),
    ({"place": "nobody", "kind": "closed", "reason": "x"}, "This is no longer offered. Choose again."),
    ({"kind": "sideways"}, "This is no longer offered. Choose again."),
    ({"kind": "closed"}, "Say why. It stays in the journal."),
]


def test_a_pin_that_says_too_little_is_asked_for_again(office, ruth):
    network.two_partners()
    plan = planned(ruth)
    for said, words in NO_PIN:
        answer = office.post(of_plan("pinning", plan), said)
        assert (answer.status_code, words in text(answer)) == (422, True), said
    assert Plan.objects.count() == 1


def test_a_person_is_pinned_to_one_of_the_groups_they_accept(office, ruth):
    _, trent = network.two_partners(13, 13)
    plan = planned(ruth)
    person = Application.objects.get(name="Peakside 01")
    page = office.get(of_plan("pinning", plan), {"person": person.ref})
    assert "Trent Reach Alliance, 10 km" in text(page)
    said = {"person": person.ref, "place": trent.partner.slug, "reason": "Her colleague is there"}
    answer = office.post(of_plan("pinning", plan), said, follow=True)
    assert "Peakside 01 sits at Trent Reach Alliance" in text(answer)
    assert office.get(of_plan("pinning", plan), {"person": "OLP-NOBODY"}).status_code == 404


def test_a_pin_that_leaves_no_plan_leads_back(office, ruth):
    peak, _ = network.two_partners(9, 14)
    Application.objects.update(may_offer_local=False)
    plan = planned(ruth)
    said = {"place": peak.partner.slug, "kind": "open", "reason": "promised"}
    answer = office.post(of_plan("pinning", plan), said, follow=True)
    assert "There is no such plan." in text(answer)
    assert f"Back to {plan.ref}" in text(answer)


def test_two_plans_are_compared(office, ruth):
    peak, _ = network.two_partners(13, 12)
    first = planned(ruth)
    second = pinned(first, ruth, PinKind.CLOSED, peak.partner.slug)
    address = of_offering("comparison")
    shown = text(office.get(address, {"plan": [first.ref, second.ref]}))
    assert "25 of at most 25" in shown
    assert "12 of at most 12" in shown
    assert "Peakside 01" in shown
    assert "Trent 01" not in shown
    lone = office.get(address, {"plan": [first.ref]}, follow=True)
    assert "Choose two plans that are ready, and compare them." in text(lone)


TRIED = [
    ({"place": "peak", "change": "closed"}, "If Peakside Schools Partnership runs no group"),
    ({"place": "peak", "change": "more"}, "If Peakside Schools Partnership can hold one more group"),
    ({"place": "peak", "change": "people", "number": "3"}, "If 3 more people choose Peakside Schools Partnership"),
]


def test_what_if_is_tried_and_nothing_is_kept(office, ruth):
    peak, _ = network.two_partners(9, 14)
    plan = planned(ruth)
    for said, words in TRIED:
        answer = text(office.get(of_plan("what_if", plan), said | {"place": peak.partner.slug}))
        assert words in answer
    assert "26" in answer
    assert re.search(r"<dt>Would run as well</dt>\s*<dd>Peakside</dd>", answer)
    assert (Plan.objects.count(), Plan.objects.get().levels) == (1, plan.levels)


NOT_TRIED = [
    ({"place": "", "change": "closed"}, "Choose a partner."),
    ({"place": "nobody", "change": "closed"}, "This is no longer offered. Choose again."),
    ({"place": "peak", "change": "people"}, "Enter how many people, such as 3."),
    ({"place": "peak", "change": "people", "number": "1000000"}, "Write 30 or less."),
]


def test_what_if_with_too_little_said_asks_again(office, ruth):
    peak, _ = network.two_partners()
    plan = planned(ruth)
    for said, words in NOT_TRIED:
        place = peak.partner.slug if said["place"] == "peak" else said["place"]
        answer = office.get(of_plan("what_if", plan), said | {"place": place})
        assert (answer.status_code, words in text(answer)) == (422, True), said


def test_what_carrying_out_changes_is_shown_first_and_then_done(office, ruth):
    peak, trent = network.two_partners(9, 14)
    plan = planned(ruth)
    before = text(office.get(of_plan("carrying_out", plan)))
    assert "23 people who wait now" in before
    assert f"Peakside, {peak.ref}" in before
    assert not Group.objects.filter(state=GroupState.CLOSED).exists()
    said = {"close": [peak.ref], "reason": "agreed"}
    assert "Nobody sits where they did not agree to" in text(office.post(of_plan("carrying_out", plan), said))
    said |= {"agreed": "on", "how": "by phone"}
    answer = office.post(of_plan("carrying_out", plan), said, follow=True)
    assert f"{plan.ref} is carried out." in text(answer)
    assert trent.enrolments.count() == 23
    peak.refresh_from_db()
    assert peak.state == GroupState.CLOSED


def test_a_stale_plan_says_what_changed_and_offers_to_plan_again(office, ruth):
    network.two_partners(9, 14)
    plan = planned(ruth)
    Application.objects.filter(name="Trent 01").update(state="withdrawn")
    page = text(office.get(of_plan("carrying_out", plan)))
    assert "Trent 01 left." in page
    assert "Plan again" in page
    answer = office.post(of_plan("carrying_out", plan), {"reason": "anyway"})
    assert answer.status_code == 422
    assert "Plan again." in text(answer)
    office.post(of_offering("asking"), ASKED | {"base": plan.ref})
    assert Plan.objects.first().people == 22


def test_a_plan_counts_people_where_they_sit_now_and_not_where_they_sat(office, ruth):
    """Whoever has left the group it moves them from is not taken from it once more."""
    peak, _ = network.two_partners(0, 14)
    school = network.school_at(HERE)
    for number in range(5):
        world.an_enrolment(peak, f"Peak {number}", school=school)
    plan = planned(ruth)
    left = {"state": EnrolmentState.WITHDRAWN, "seat": None}
    peak.enrolments.exclude(application__name="Peak 0").update(**left)
    answer = office.get(of_plan("carrying_out", plan))
    assert answer.status_code == 200
    assert [(one.before, one.after) for one in counts_changed(carrying(plan)) if one.group == peak] == [(1, 0)]
    peak.enrolments.update(**left)
    assert office.get(of_plan("carrying_out", plan)).status_code == 200


def test_somebody_who_went_on_to_another_intake_while_it_was_worked_out_stops_no_plan(office, ruth):
    network.two_partners(9, 14)
    waits = asked(ruth)
    gone = Application.objects.get(name="Trent 01")
    Application.objects.filter(pk=gone.pk).update(offering=world.an_offering("NPQML"))
    plan = tasks.begin(waits)
    assert (plan.state, plan.seats.filter(application=gone).exists()) == (PlanState.READY, True)
    assert "Trent 01" in text(office.get(of_plan("carrying_out", plan)))


def test_carrying_out_wants_a_reason_and_groups_that_are_empty(office, ruth):
    _, trent = network.two_partners(9, 14)
    plan = planned(ruth)
    assert "Say why. It stays in the journal." in text(office.post(of_plan("carrying_out", plan), {"reason": " "}))
    wrong = office.post(of_plan("carrying_out", plan), {"close": [trent.ref], "reason": "x"})
    assert wrong.status_code == 422
    assert Plan.objects.get().state == PlanState.READY


def test_a_plan_that_was_carried_out_is_undone_with_a_reason(office, ruth):
    network.two_partners(9, 14)
    plan = committed(planned(ruth), ruth)
    assert "23 people the plan placed" in text(office.get(of_plan("undoing", plan)))
    answer = office.post(of_plan("undoing", plan), {"reason": "too early"}, follow=True)
    assert f"{plan.ref} is undone." in text(answer)
    again = office.post(of_plan("undoing", plan), {"reason": "too early"}, follow=True)
    assert f"{plan.ref} is carried out and undone." in text(again)
    assert "is carried out and undone" in text(office.get(of_plan("carrying_out", plan), follow=True))


def test_pages_cost_the_same_for_a_few_people_and_for_many(office, ruth):
    peak, _ = network.two_partners(13, 13)
    plan = planned(ruth)
    addresses = ("plan", "people", "carrying_out")

    def cost(of: Plan) -> list[int]:
        found = []
        for name in addresses:
            with CaptureQueriesContext(connection) as made:
                office.get(of_plan(name, of))
            found.append(len(made))
        return found

    few = cost(plan)
    for number in range(6):
        partner = network.partner_at(HERE, f"More{number} Schools")
        world.a_group(partner=partner)
        network.people(13, partner, network.school_at(HERE))
    many = planned(ruth)
    assert many.people == 104
    assert cost(many) == few


def test_other_staff_find_no_plans(ruth):
    network.two_partners()
    plan = planned(ruth)
    client = Client()
    client.force_login(world.an_officer("Martin Hale", "finance"))
    assert client.get(of_plan("plan", plan)).status_code == 404
    assert client.get(of_offering("plans")).status_code == 404
