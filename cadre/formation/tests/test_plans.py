"""Plans asked for, worked out, adjusted, cancelled, carried out and undone, against real rows."""

import pytest

from cadre.applications.models import Application
from cadre.formation import actions, tasks
from cadre.formation.actions import solving, working_out
from cadre.formation.actions.committing import Stale
from cadre.formation.models import Plan, PlannedSeat
from cadre.formation.queries.facts import usual_settings
from cadre.formation.rules.answering import Answers
from cadre.formation.rules.drawing import Settings
from cadre.formation.states import PinKind, PlanState, SeatKind
from cadre.formation.tests import network
from cadre.formation.tests.network import HERE, THERE
from cadre.groups import actions as groups
from cadre.groups.models import Enrolment, Group
from cadre.groups.states import GroupState, JoinedBy
from cadre.journal.models import Entry
from cadre.journal.worker import drain
from cadre.lib.errors import Refusal
from tests import world
from tests.scenes import kept
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
USUAL = Settings(unsaid_km=25)


@pytest.fixture
@kept
def ruth():
    return world.an_officer()


def asked(by, settings=USUAL, **facts) -> Plan:
    return actions.ask_plan(world.an_offering(), settings, by=by, today=TODAY, now=NOW, **facts)[0]


def planned(by, settings=USUAL, **facts) -> Plan:
    return tasks.begin(asked(by, settings, **facts))


def pinned(plan, by, kind, place="", application=None, reason="the head asked") -> Plan:
    made, _ = actions.adjust_plan(plan, kind=kind, place=place, application=application, reason=reason, by=by, now=NOW)
    return tasks.begin(made)


def committed(plan, by, close=(), reason="agreed on Monday", agreed_otherwise="they agreed by phone") -> Plan:
    said = {"reason": reason, "agreed_otherwise": agreed_otherwise}
    return actions.commit_plan(plan, close=close, **said, by=by, today=TODAY, now=NOW)


def sitting() -> dict[str, int]:
    """How many sit in each group, by its partner's short name."""
    return {group.partner.short_name: group.people for group in Group.objects.select_related("partner").with_people()}


def kinds(plan) -> dict[str, int]:
    found = list(plan.seats.values_list("kind", flat=True))
    return {kind: found.count(kind) for kind in set(found)}


def sentences(happening: str) -> list[str]:
    return [entry.sentence for entry in Entry.objects.filter(happening=happening)]


def test_a_plan_seats_whoever_is_too_few_at_the_next_group_and_says_why(ruth):
    network.two_partners(9, 14)
    plan = planned(ruth)
    assert (plan.state, plan.levels, plan.bounds) == (
        PlanState.READY,
        {"preferred": 14, "seated": 23, "km": 90.0},
        {"preferred": 14, "seated": 23},
    )
    assert kinds(plan) == {SeatKind.CHOICE: 14, SeatKind.LOCAL: 9}
    assert set(plan.seats.filter(kind="local").values_list("sentence", flat=True)) == {
        "Your partner's group reached 9 of 12; you sit 10 km away at Trent."
    }
    assert [(row.partner.short_name, row.seated, row.verdict[0]) for row in plan.places.all()] == [
        ("Trent", 23, "Would run"),
        ("Peakside", 0, "Does not run"),
    ]


def test_the_same_facts_give_the_same_plan_and_it_is_offered_instead_of_made_again(ruth):
    network.two_partners()
    first = planned(ruth)
    again, new = actions.ask_plan(world.an_offering(), USUAL, by=ruth, today=TODAY, now=NOW)
    assert (again, new) == (first, False)
    network.people(1, None, network.school_at(HERE))
    other, new = actions.ask_plan(world.an_offering(), USUAL, by=ruth, today=TODAY, now=NOW)
    assert new
    assert other.digest != first.digest


def test_there_is_nothing_to_plan_where_nobody_is(ruth):
    with pytest.raises(Refusal, match="nothing to plan"):
        asked(ruth)
    assert not Plan.objects.exists()


def test_usual_settings_come_from_the_dated_policy():
    with pytest.raises(Refusal, match="load_reference"):
        usual_settings(TODAY)


def test_a_large_plan_is_left_to_the_worker(ruth, monkeypatch):
    monkeypatch.setattr(tasks, "AT_ONCE", 5)
    network.two_partners()
    plan = planned(ruth)
    assert plan.state == PlanState.QUEUED
    drain()
    assert Plan.objects.get().state == PlanState.READY


def test_a_plan_whose_worker_died_is_worked_out_again_once(ruth):
    network.two_partners()
    plan = asked(ruth)
    Plan.objects.update(state=PlanState.RUNNING)
    for _ in range(2):
        assert actions.solve_plan(plan.pk, now=NOW).state == PlanState.READY
    assert plan.seats.count() == 23
    assert len(sentences("formation.plan_ready")) == 1


def test_of_two_that_work_it_out_at_once_the_first_to_end_is_kept(ruth, monkeypatch):
    network.two_partners()
    plan, real = asked(ruth), solving.work_out

    def overtaken(*args):
        monkeypatch.setattr(solving, "work_out", real)
        actions.solve_plan(plan.pk, now=NOW)
        return real(*args)

    monkeypatch.setattr(solving, "work_out", overtaken)
    assert actions.solve_plan(plan.pk, now=NOW).state == PlanState.READY
    assert plan.seats.count() == 23


def test_a_cancelled_plan_is_not_worked_out_and_one_that_runs_stops(ruth, monkeypatch):
    network.two_partners()
    first = asked(ruth)
    actions.cancel_plan(first, by=ruth)
    assert actions.solve_plan(first.pk, now=NOW).state == PlanState.CANCELLED
    second, real = asked(ruth), solving.work_out

    def cancelled(drawn, pins, tell, *rest):
        actions.cancel_plan(second, by=ruth)
        tell(1, 3)
        return real(drawn, pins, tell, *rest)

    monkeypatch.setattr(solving, "work_out", cancelled)
    assert actions.solve_plan(second.pk, now=NOW).state == PlanState.CANCELLED
    assert not PlannedSeat.objects.exists()
    with pytest.raises(Refusal, match="is cancelled, so it cannot be cancel"):
        actions.cancel_plan(second, by=ruth)


def test_progress_is_kept_while_it_is_worked_out(ruth, monkeypatch):
    network.two_partners()
    plan, real, seen = asked(ruth), solving.work_out, []

    def told(drawn, pins, tell, *rest):
        tell(2, 7)
        seen.append(Plan.objects.values_list("done", "steps", "state").get())
        return real(drawn, pins, tell, *rest)

    monkeypatch.setattr(solving, "work_out", told)
    actions.solve_plan(plan.pk, now=NOW)
    assert seen == [(2, 7, PlanState.RUNNING)]


def test_what_the_checker_does_not_pass_is_not_kept(ruth, monkeypatch):
    network.two_partners()
    plan = asked(ruth)
    monkeypatch.setattr("cadre.formation.solver.checker.faults_of", lambda *_: ["somebody sits twice"])
    with pytest.raises(working_out.Unsound, match="somebody sits twice"):
        actions.solve_plan(plan.pk, now=NOW)
    assert not PlannedSeat.objects.exists()


def test_a_group_pinned_closed_is_planned_around_and_who_decided_is_kept(ruth):
    peak, trent = network.two_partners(13, 12)
    first = planned(ruth)
    assert first.levels["preferred"] == 25
    plan = pinned(first, ruth, PinKind.CLOSED, peak.partner.slug)
    assert (plan.base, plan.levels["preferred"], plan.levels["seated"]) == (first, 12, 24)
    pin = plan.pins.get()
    assert (pin.by, pin.reason, pin.at) == (ruth, "the head asked", NOW)
    back = pinned(plan, ruth, PinKind.CLOSED, peak.partner.slug)
    assert back == first
    opened = pinned(plan, ruth, PinKind.OPEN, peak.partner.slug)
    assert (opened.pins.get().kind, opened.levels["preferred"]) == (PinKind.OPEN, 25)
    assert trent.partner.slug in opened.result["running"]


def test_a_person_is_pinned_to_a_group_or_to_none(ruth):
    network.two_partners(13, 13)
    first = planned(ruth)
    row = first.seats.select_related("application").filter(partner__short_name="Peakside").first()
    other = first.seats.filter(partner__short_name="Trent").first().place
    there = pinned(first, ruth, PinKind.PERSON, other, row.application)
    assert there.seats.get(application=row.application).place == other
    nowhere = pinned(there, ruth, PinKind.PERSON, "", row.application)
    assert nowhere.pins.count() == 1
    assert nowhere.seats.get(application=row.application).place == ""


def test_pins_that_cannot_hold_say_so(ruth):
    peak, _ = network.two_partners(9, 14)
    plan = planned(ruth)
    Application.objects.filter(preferred_partner=peak.partner).update(may_offer_local=False)
    Application.objects.exclude(preferred_partner=peak.partner).update(may_offer_local=False)
    short = pinned(planned(ruth), ruth, PinKind.OPEN, peak.partner.slug)
    assert (plan.state, short.state) == (PlanState.READY, PlanState.FAILED)
    assert "stays too small" in short.why


@pytest.mark.parametrize(
    ("kind", "place", "words"),
    [
        (PinKind.OPEN, "nowhere-known", "not part of the plan"),
        (PinKind.CLOSED, "", "not part of the plan"),
        (PinKind.OPEN, "third", "can hold no group"),
    ],
)
def test_a_pin_on_what_is_not_in_the_plan_is_refused(ruth, kind, place, words):
    network.two_partners()
    network.people(1, network.partner_at(HERE, "Third", slug="third"), network.school_at(HERE))
    with pytest.raises(Refusal, match=words):
        pinned(planned(ruth), ruth, kind, place)


def test_a_person_is_not_pinned_where_they_did_not_consent(ruth):
    network.two_partners(13, 13)
    Application.objects.update(may_offer_local=False)
    plan = planned(ruth)
    row = plan.seats.select_related("application").filter(partner__short_name="Peakside").first()
    other = plan.seats.filter(partner__short_name="Trent").first().place
    with pytest.raises(Refusal, match="neither chose this group nor said yes"):
        pinned(plan, ruth, PinKind.PERSON, other, row.application)


def test_carrying_out_seats_everybody_closes_what_was_named_and_says_so(ruth):
    peak, trent = network.two_partners(9, 14)
    plan = committed(planned(ruth), ruth, close=[peak.ref])
    assert sitting() == {"Peakside": 0, "Trent": 23}
    peak.refresh_from_db()
    assert (plan.state, plan.committed_by, peak.state) == (PlanState.COMMITTED, ruth, GroupState.CLOSED)
    assert sentences("formation.plan_committed") == [
        f"Ruth Adeyemi carried out plan {plan.ref}: 23 placed, 0 moved, 1 group closed: “agreed on Monday”"
    ]
    assert Enrolment.objects.filter(group=trent).count() == 23


def test_people_of_a_group_that_does_not_run_are_moved_as_by_hand(ruth):
    peak, trent = network.two_partners(0, 14)
    school = network.school_at(HERE)
    for number in range(5):
        world.an_enrolment(peak, f"Peak {number}", school=school)
    plan = committed(planned(ruth), ruth, close=[])
    peak.refresh_from_db()
    assert sitting() == {"Peakside": 0, "Trent": 19}
    assert peak.state == GroupState.FORMING
    assert sentences("groups.moved")[0] == (
        f"Ruth Adeyemi moved Peak 0 from {peak.ref} to {trent.ref}: “agreed on Monday”"
    )
    assert len(plan.applied["moves"]) == 19


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda: Application.objects.filter(name="Trent 01").update(state="withdrawn"), "Trent 01 left"),
        (lambda: Application.objects.filter(name="Trent 01").update(may_offer_local=False), "Trent 01 changed"),
        (lambda: Application.objects.filter(name="Trent 01").update(travel_km=3), "Trent 01 changed"),
        (
            lambda: world.an_application("Late Comer", preferred_partner=Group.objects.first().partner),
            "Late Comer came",
        ),
        (lambda: Group.objects.filter(partner__short_name="Trent").update(size=20), "1 group is different"),
        (lambda: Group.objects.filter(partner__short_name="Trent").update(state="closed"), "1 group is different"),
    ],
)
def test_a_plan_of_facts_that_have_changed_is_refused_and_nothing_happens(ruth, change, words):
    network.two_partners(9, 14)
    plan = planned(ruth)
    change()
    with pytest.raises(Stale, match=words):
        committed(plan, ruth)
    plan.refresh_from_db()
    assert (plan.state, Enrolment.objects.count()) == (PlanState.READY, 0)


def test_somebody_who_moved_by_hand_since_makes_a_plan_stale(ruth):
    peak, trent = network.two_partners(0, 14)
    place = world.an_enrolment(peak, school=network.school_at(HERE))
    plan = planned(ruth)
    groups.move(place, trent, reason="asked", by=ruth, now=NOW)
    with pytest.raises(Stale, match="Amina Yusuf changed"):
        committed(plan, ruth)


def test_undecided_people_who_would_be_seated_stop_it(ruth):
    network.two_partners(9, 14)
    Application.objects.filter(name="Trent 01").update(state="submitted")
    with pytest.raises(Refusal, match="Decide these applications first.*Trent 01"):
        committed(planned(ruth), ruth)
    accepted = planned(ruth, Settings(unsaid_km=25, undecided=False))
    committed(accepted, ruth)
    assert sitting()["Trent"] == 22


def test_a_plan_is_carried_out_once(ruth):
    network.two_partners()
    plan = committed(planned(ruth), ruth)
    with pytest.raises(Refusal, match="is carried out, so it cannot be commit"):
        committed(plan, ruth)


def test_undoing_puts_everybody_back_who_is_still_where_the_plan_put_them(ruth):
    peak, trent = network.two_partners(0, 14)
    school = network.school_at(HERE)
    for number in range(5):
        world.an_enrolment(peak, f"Peak {number}", school=school)
    plan = committed(planned(ruth), ruth, close=[peak.ref])
    gone = Enrolment.objects.get(application__name="Peak 0")
    groups.withdraw(gone, reason="changed school", by=ruth, now=NOW)
    actions.undo_plan(plan, reason="the partner objected", by=ruth, now=NOW)
    peak.refresh_from_db()
    plan.refresh_from_db()
    assert (plan.state, peak.state, sitting()) == (PlanState.UNDONE, GroupState.FORMING, {"Peakside": 4, "Trent": 0})
    assert sentences("formation.plan_undone") == [
        f"Ruth Adeyemi undid plan {plan.ref}, 18 of 19 people back where they were: “the partner objected”"
    ]


def test_a_partner_opens_a_group_where_the_settings_let_it(ruth):
    network.policy()
    peak = network.partner_at(HERE)
    network.people(13, peak, network.school_at(HERE))
    plan = planned(ruth, Settings(unsaid_km=25, open_groups=True))
    committed(plan, ruth)
    opened = Group.objects.with_people().get()
    assert (opened.partner, opened.people, plan.places.get().verdict) == (peak, 13, ("Would run", "brand"))
    actions.undo_plan(Plan.objects.get(), reason="too soon", by=ruth, now=NOW)
    opened.refresh_from_db()
    assert opened.state == GroupState.CLOSED


def test_free_places_of_a_confirmed_group_are_given_with_the_plans_reason(ruth):
    confirmed = world.a_confirmed_group(14, partner=network.partner_at(HERE))
    network.people(3, confirmed.partner, network.school_at(THERE))
    committed(planned(ruth), ruth, reason="late, agreed with the facilitator")
    assert sitting()["Peakside"] == 17
    assert Enrolment.objects.filter(joined_by=JoinedBy.HAND).count() == 3


def test_people_who_exchange_full_groups_are_exchanged(ruth):
    network.policy()
    peak = world.a_group(partner=network.partner_at(HERE), size=12)
    trent = world.a_group(partner=network.partner_at(THERE, "Trent"), size=12)
    for group in (peak, trent):
        for number in range(12):
            world.an_enrolment(group, f"{group.partner.short_name} {number:02}", school=network.school_at(HERE))
    plan = planned(ruth)
    one = Application.objects.get(name="Peakside 00")
    other = Application.objects.get(name="Trent 00")
    plan = pinned(plan, ruth, PinKind.PERSON, trent.partner.slug, one)
    plan = pinned(plan, ruth, PinKind.PERSON, peak.partner.slug, other)
    committed(plan, ruth)
    where = dict(Enrolment.objects.values_list("application__name", "group__partner__short_name"))
    assert (where["Peakside 00"], where["Trent 00"]) == ("Trent", "Peakside")
    assert sitting() == {"Peakside": 12, "Trent": 12}


def test_a_seat_that_nobody_agreed_to_is_given_only_where_it_is_said_how_they_agreed(ruth):
    network.two_partners()
    plan = planned(ruth)
    with pytest.raises(Refusal, match="Nobody sits where they did not agree to"):
        committed(plan, ruth, agreed_otherwise=" ")
    assert Enrolment.objects.count() == 0
    committed(plan, ruth)
    assert len(sentences("formation.agreed_otherwise")) == 1


def test_what_was_answered_narrows_the_next_plan_and_makes_it_another_one(ruth):
    network.two_partners()
    plan = planned(ruth)
    moved = plan.seats.filter(kind="local").select_related("application", "partner")
    said = {"fixed": [], "by": ruth, "today": TODAY, "now": NOW, "pinned": plan}
    first = moved[0]
    answers = Answers(refused={first.application.ref: [first.partner.slug]})
    again = tasks.begin(actions.replan(plan, answers=answers, **said)[0])
    assert (again.digest == plan.digest, again.base) == (False, plan)
    assert again.seats.get(application=first.application).kind == "nowhere"
    nobody = tasks.begin(actions.replan(plan, answers=Answers(takes={first.partner.slug: []}), **said)[0])
    assert nobody.seats.filter(kind="local").count() == 0
