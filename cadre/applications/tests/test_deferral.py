"""Starting later: the policy as a table, and what becomes of an application, its price and its place."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadre.applications import actions, reference
from cadre.applications.models import Application, Deferral, Reason
from cadre.applications.rules.deferral import Policy, Wish, deferral, months_on
from cadre.applications.states import APPLICATION_DEFERRED, DeferralState, Ruling, State
from cadre.applications.timetable import take_up_deferrals
from cadre.groups.actions import enrol
from cadre.groups.reactions import step_back
from cadre.groups.states import EnrolmentState, JoinedBy
from cadre.journal.models import Entry
from cadre.lib.errors import Conflict, Refusal
from cadre.messages.models import Message
from cadre.programmes.models import Intake, ListFee
from tests import world
from tests.scenes import kept

NOW = world.NOW
POLICY = Policy(14, 12, 2, ("sickness", "bereavement", "parental_leave", "other_exceptional"), ("other_exceptional",))
START = date(2027, 3, 1)
PLAIN = {"reason": "sickness", "first_on": START, "starts_on": START, "wanted_on": date(2027, 9, 1), "intakes_on": 1}


@pytest.mark.parametrize(
    ("changed", "today", "ruling", "code"),
    [
        ({}, date(2027, 1, 5), Ruling.YES, "allowed"),
        ({}, START - timedelta(days=14), Ruling.YES, "allowed"),
        ({}, START - timedelta(days=13), Ruling.NO, "too_late"),
        ({}, START, Ruling.PERSON, "after_start"),
        ({"reason": "bored"}, date(2027, 1, 5), Ruling.NO, "reason_not_named"),
        ({"reason": "other_exceptional"}, date(2027, 1, 5), Ruling.PERSON, "reason_judged"),
        ({"earlier": 1}, date(2027, 1, 5), Ruling.PERSON, "repeat"),
        ({"wanted_on": START}, date(2027, 1, 5), Ruling.NO, "not_later"),
        ({"wanted_on": date(2028, 3, 1), "intakes_on": 2}, date(2027, 1, 5), Ruling.YES, "allowed"),
        ({"wanted_on": date(2028, 3, 2), "intakes_on": 2}, date(2027, 1, 5), Ruling.PERSON, "near_the_limit"),
        ({"wanted_on": date(2028, 3, 1), "intakes_on": 3}, date(2027, 1, 5), Ruling.PERSON, "near_the_limit"),
        ({"wanted_on": date(2028, 3, 2), "intakes_on": 3}, date(2027, 1, 5), Ruling.NO, "too_far"),
        ({"wanted_on": None, "intakes_on": 0}, date(2027, 1, 5), Ruling.YES, "allowed"),
    ],
)
def test_the_policy_case_by_case(changed, today, ruling, code):
    answer = deferral(Wish(**(PLAIN | changed)), today=today, policy=POLICY)
    assert (answer.ruling, answer.code) == (ruling, code)


def test_without_a_policy_a_person_decides():
    assert deferral(Wish(**PLAIN), today=START, policy=None).ruling == Ruling.PERSON


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(day=st.dates(date(2016, 1, 1), date(2040, 12, 31)), months=st.integers(0, 48))
def test_months_on_is_the_same_day_or_the_last_of_a_shorter_month(day, months):
    found = months_on(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


@pytest.fixture
@kept
def autumn(db, at_now) -> Intake:
    """Registration opens in a hundred days."""
    reference.load(world.TODAY)
    return Intake.objects.create(
        name="Autumn 2027",
        slug="autumn-2027",
        opens_on=world.TODAY + timedelta(days=100),
        closes_on=world.TODAY + timedelta(days=200),
        starts_on=world.TODAY + timedelta(days=280),
    )


@pytest.fixture
@kept
def later(autumn):
    return world.an_offering(intake=autumn)


@pytest.fixture
@kept
def accepted(later) -> Application:
    return world.an_application("Amina Yusuf", payer="school", funding="school")


def reason(code: str = "sickness") -> Reason:
    return Reason.objects.get(kind="defer", code=code)


def sent(kind: str) -> int:
    return Message.objects.filter(kind=f"applications.{kind}").count()


def test_the_applicant_asks_once_and_the_office_grants_it(client, accepted, later, officer):
    client.force_login(accepted.applicant)
    own = f"/candidate/applications/{accepted.ref}/"
    assert list(client.post(f"{own}later-start/", {"wanted": later.intake.slug}).context["form"].errors) == ["code"]
    client.post(f"{own}later-start/", {"code": "sickness", "wanted": later.intake.slug, "words": "An operation"})
    again = client.post(f"{own}later-start/", {"code": "sickness", "wanted": ""})
    assert "You have asked to start later already" in again.content.decode()
    assert "You asked to start later, in Autumn 2027" in client.get(own).content.decode()
    client.force_login(officer)
    address = f"/office/applications/{accepted.ref}/later-start/"
    page = client.get(address)
    assert page.context["ruling"].answer.ruling == Ruling.YES
    assert "An operation" in page.content.decode()
    client.post(address, {"code": "sickness", "wanted": later.intake.slug, "look": "first"})
    accepted.refresh_from_db()
    assert accepted.state == State.ACCEPTED
    client.post(address, {"code": "sickness", "wanted": later.intake.slug})
    accepted.refresh_from_db()
    assert (accepted.state, accepted.ended_for, sent("deferred")) == (State.DEFERRED, reason(), 1)
    assert [one.state for one in Deferral.objects.all()] == [DeferralState.GRANTED]


def test_it_moves_when_the_intake_opens_and_is_quoted_by_the_rules_of_that_day(accepted, later, officer):
    actions.grant_deferral(accepted, reason=reason(), wanted=later, by=officer, now=NOW)
    ListFee.objects.update(to_on=world.TODAY + timedelta(days=50))
    fee = {"pence": 130_000, "from_on": world.TODAY + timedelta(days=50), "source": "test"}
    ListFee.objects.create(qualification=later.qualification, **fee)
    day = timedelta(days=99)
    take_up_deferrals(world.TODAY + day, NOW + day)
    accepted.refresh_from_db()
    assert accepted.state == State.DEFERRED
    day = timedelta(days=100)
    take_up_deferrals(world.TODAY + day, NOW + day)
    take_up_deferrals(world.TODAY + day, NOW + day)
    accepted.refresh_from_db()
    made = Deferral.objects.get()
    assert (accepted.state, accepted.offering, accepted.ended_for) == (State.ACCEPTED, later, None)
    assert (made.before.payable_pence, made.after.payable_pence) == (125_000, 130_000)
    assert (made.state, sent("moved_on")) == (DeferralState.TAKEN_UP, 1)
    said = "Amina Yusuf moved from NPQSL, Spring 2027 to NPQSL, Autumn 2027. Price £1,250.00, now £1,300.00"
    assert said in [entry.sentence for entry in Entry.objects.about(accepted)]


def test_without_a_planned_intake_it_waits_for_the_next_that_opens(officer, autumn, at_now):
    row = world.an_application("Tom Reed", state=State.SUBMITTED, payer="school")
    actions.grant_deferral(row, reason=reason(), wanted=None, by=officer, now=NOW)
    take_up_deferrals(world.TODAY, NOW)
    row.refresh_from_db()
    assert row.state == State.DEFERRED
    planned = world.an_offering(intake=autumn)
    day = timedelta(days=101)
    take_up_deferrals(world.TODAY + day, NOW + day)
    row.refresh_from_db()
    assert (row.state, row.offering) == (State.SUBMITTED, planned)


def test_one_that_is_open_already_is_moved_to_at_once(accepted, later, officer):
    Intake.objects.filter(pk=later.intake_id).update(opens_on=world.TODAY)
    later.intake.refresh_from_db()
    actions.grant_deferral(accepted, reason=reason(), wanted=later, by=officer, now=NOW)
    accepted.refresh_from_db()
    assert (accepted.state, accepted.offering) == (State.ACCEPTED, later)


def test_against_the_policy_it_needs_a_reason_that_is_kept(client, accepted, later, officer):
    late = NOW + timedelta(days=90)
    with pytest.raises(Refusal, match="14 days before the start"):
        actions.grant_deferral(accepted, reason=reason(), wanted=later, by=officer, now=late)
    accepted.refresh_from_db()
    assert (accepted.state, Deferral.objects.count()) == (State.ACCEPTED, 0)
    actions.grant_deferral(accepted, reason=reason(), wanted=later, override="In hospital", by=officer, now=late)
    made = Deferral.objects.get()
    assert (made.decision, made.rule.notice_days, "14 days" in made.ruling) == ("In hospital", 14, True)
    client.force_login(officer)
    assert client.get(f"/office/applications/{accepted.ref}/later-start/").status_code == 404


def test_another_qualification_is_refused(accepted, autumn, officer):
    other = world.an_offering("NPQH", intake=autumn)
    with pytest.raises(Refusal, match="same qualification"):
        actions.grant_deferral(accepted, reason=reason(), wanted=other, override="x", by=officer, now=NOW)


def test_a_refusal_is_told_and_leaves_the_application_as_it_is(client, accepted, later, officer):
    actions.ask_to_defer(accepted, reason=reason(), wanted=later, by=accepted.applicant, now=NOW)
    client.force_login(officer)
    address = f"/office/applications/{accepted.ref}/later-start/refusal/"
    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "The intake is full, Amina."})
    accepted.refresh_from_db()
    assert (accepted.state, Deferral.objects.get().state, sent("deferral_refused")) == (
        State.ACCEPTED,
        DeferralState.REFUSED,
        1,
    )
    with pytest.raises(Conflict, match="Look again"):
        actions.refuse_deferral(accepted, reason="No", by=officer, now=NOW)


def test_withdrawing_ends_the_wait_and_a_second_deferral_needs_a_person(accepted, later, officer):
    actions.grant_deferral(accepted, reason=reason(), wanted=later, by=officer, now=NOW)
    day = timedelta(days=100)
    take_up_deferrals(world.TODAY + day, NOW + day)
    accepted.refresh_from_db()
    with pytest.raises(Refusal, match="deferred before"):
        actions.grant_deferral(accepted, reason=reason(), wanted=None, by=officer, now=NOW + day)
    actions.grant_deferral(accepted, reason=reason(), wanted=None, override="Still ill", by=officer, now=NOW + day)
    actions.withdraw_application(accepted, reason="Retired", by=accepted.applicant, now=NOW + day)
    assert set(Deferral.objects.values_list("state", flat=True)) == {"taken_up", "taken_back"}


def test_a_place_is_given_up_and_another_can_be_taken_in_the_new_intake(accepted, later, officer):
    group = world.a_group(0, offering=accepted.offering)
    place = enrol(accepted, group, how=JoinedBy.HAND, by=officer, now=NOW)
    actions.grant_deferral(accepted, reason=reason("parental_leave"), wanted=later, by=officer, now=NOW)
    entry = Entry.objects.get(happening=APPLICATION_DEFERRED.key)
    step_back(entry)
    step_back(entry)
    place.refresh_from_db()
    assert (place.state, place.seat) == (EnrolmentState.WAITING, None)
    day = timedelta(days=100)
    take_up_deferrals(world.TODAY + day, NOW + day)
    new = world.a_group(0, offering=later)
    accepted.refresh_from_db()
    enrol(accepted, new, how=JoinedBy.HAND, by=officer, now=NOW + day)
    step_back(entry)
    place.refresh_from_db()
    assert (place.state, place.group) == (EnrolmentState.ENROLLED, new)


def test_several_are_deferred_and_those_the_policy_does_not_simply_allow_are_left_out(client, accepted, later, officer):
    other = world.an_application("Tom Reed", offering=world.an_offering("NPQH"))
    again = world.an_application("Been Before", offering=accepted.offering)
    Deferral.objects.create(
        application=again, left=again.offering, reason=reason(), asked_at=NOW, state=DeferralState.TAKEN_UP
    )
    client.force_login(officer)
    address, refs = "/office/applications/bulk/defer/", [accepted.ref, other.ref, again.ref]
    assert len(client.get(address, {"ref": refs}).context["shown"].ready) == 3
    chosen = {"ref": refs, "code": "sickness", "intake": later.intake.slug}
    shown = client.post(address, chosen).context["shown"]
    assert [row.name for row in shown.ready] == ["Amina Yusuf"]
    assert {row.name: why for row, why in shown.left_out} == {
        "Tom Reed": "Autumn 2027 does not offer their qualification.",
        "Been Before": "They deferred before. A further time may be refused or charged for.",
    }
    accepted.refresh_from_db()
    assert accepted.state == State.ACCEPTED
    client.post(address, chosen | {"ref": [accepted.ref], "sure": "1"})
    accepted.refresh_from_db()
    assert accepted.state == State.DEFERRED
