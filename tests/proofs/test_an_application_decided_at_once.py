"""However many officers and applicants press at once, an application is decided once, and nobody waits in a ring."""

import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import OperationalError, transaction
from django.test import Client

from cadre.applications import actions, reference
from cadre.applications.actions import bulk, locking
from cadre.applications.models import Application, Deferral, Pair, Reason
from cadre.applications.states import APPLICATION_ACCEPTED, APPLICATION_DECLINED, CodeVerdict, PairState, State
from cadre.applications.tests.answers import begin, fill, pages
from cadre.journal.actions import System, record
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from cadre.messages.models import Message
from cadre.people.models import User
from cadre.programmes.models import Intake
from tests import world
from tests.proofs.processes import at_once

pytestmark = pytest.mark.race
CROWD = 12
NOW = world.NOW
DECISIONS = ("accepted", "declined", "withdrawn", "deferred", "merged", "took_in", "code_settled")


@pytest.fixture
def officers(proof_db) -> tuple[User, User]:
    reference.load(world.TODAY)
    return world.an_officer(), world.an_officer("Owen Clarke")


@pytest.fixture
def waiting(officers) -> Application:
    return world.an_application("Amina Yusuf", state=State.SUBMITTED)


def faults(answers) -> list[Exception]:
    """What was raised that is no refusal."""
    return [answer.fault for answer in answers if answer.fault and not isinstance(answer.fault, Refusal)]


def decided(*applications: Application) -> Counter[str]:
    """How often the journal says that something was decided about them."""
    said = [entry.happening.removeprefix("applications.") for entry in Entry.objects.about(*applications)]
    return Counter(one for one in said if one in DECISIONS)


def mails(kind: str) -> int:
    return Message.objects.filter(kind=f"applications.{kind}").count()


def accept(application: Application, by: User) -> Application:
    return actions.accept_application(application, reason="Fits", despite="They said so", by=by, now=NOW)


def decline(application: Application, by: User) -> Application:
    return actions.decline_application(application, reason="Full", by=by, now=NOW)


def either(n: int, application: Application, officers: tuple[User, User]) -> Application:
    """The even ones accept, the odd ones decline."""
    return (accept, decline)[n % 2](application, officers[n % 2])


def test_two_officers_who_disagree_leave_one_decision_and_one_mail(waiting, officers):
    answers = at_once(CROWD, lambda n: either(n, waiting, officers))
    assert faults(answers) == []
    assert [type(answer.fault) for answer in answers if answer.fault] == [locking.Decided] * (CROWD - 1)
    state = Application.objects.get().state
    assert decided(waiting) == {state: 1}
    assert (mails("accepted"), mails("declined")) == ((1, 0) if state == "accepted" else (0, 1))


def test_accepting_beside_a_withdrawal_came_before_it_or_is_refused(waiting, officers):
    def act(n: int):
        if n == 0:
            return actions.withdraw_application(waiting, reason="New job", by=waiting.applicant, now=NOW)
        return accept(waiting, officers[n % 2])

    answers = at_once(CROWD, act)
    assert faults(answers) == []
    assert Application.objects.get().state == State.WITHDRAWN
    happened = [entry.happening for entry in Entry.objects.about(waiting).order_by("pk")]
    assert happened.count("applications.withdrawn") == 1
    assert happened[-1] == "applications.withdrawn" or "applications.accepted" not in happened
    assert mails("accepted") == happened.count("applications.accepted")


@pytest.fixture
def pair(officers) -> Pair:
    """Amina applied twice."""
    offering, school = world.an_offering(), world.a_school()
    facts = {"state": State.SUBMITTED, "offering": offering, "school": school}
    twins = [world.an_application(name, **facts) for name in ("Amina Yusuf", "AMINA YUSUF")]
    (made,) = actions.flag_duplicates(twins[1], now=NOW)
    return made


def test_two_who_merge_a_pair_the_two_ways_leave_one_that_stands(pair, officers):
    def act(n: int):
        kept = (pair.first, pair.second)[n % 2]
        return actions.merge_applications(pair, kept=kept, reason="Same person", by=officers[n % 2], now=NOW)

    answers = at_once(CROWD, act)
    assert faults(answers) == []
    assert {type(answer.fault) for answer in answers if answer.fault} == {Conflict}
    assert sorted(Application.objects.values_list("state", flat=True)) == [State.MERGED, State.SUBMITTED]
    assert Application.objects.get(state=State.MERGED).merged_into == Application.objects.get(state=State.SUBMITTED)
    assert decided(pair.first, pair.second) == {"merged": 1, "took_in": 1}


def test_merging_along_a_chain_from_both_ends_ends_without_a_ring(pair, officers):
    """Three of one person: whoever merges the first two and whoever merges the last two need the one in the middle."""
    third = world.an_application("Amina YUSUF", state=State.SUBMITTED, offering=pair.first.offering)
    actions.flag_duplicates(third, now=NOW)
    beyond = Pair.objects.get(first=pair.second, second=third)

    def act(n: int):
        one = (pair, beyond)[n % 2]
        return actions.merge_applications(one, kept=one.first, reason="Same person", by=officers[n % 2], now=NOW)

    assert faults(at_once(CROWD, act)) == []
    assert Pair.objects.exclude(state=PairState.OPEN).count() >= 2
    assert Application.objects.filter(state=State.MERGED, merged_into__state=State.MERGED).count() == 0


@pytest.fixture
def open_now(officers) -> Intake:
    """A later intake whose registration is open: whoever defers to it is moved at once."""
    day = timedelta(days=1)
    intake = world.an_intake("Autumn 2027", closes_in=200, starts_in=280)
    Intake.objects.filter(pk=intake.pk).update(opens_on=world.TODAY - day)
    intake.refresh_from_db()
    world.an_offering(intake=intake)
    return intake


def defer(application: Application, intake: Intake, by: User) -> Deferral:
    sickness = Reason.objects.get(kind="defer", code="sickness")
    wanted = intake.offerings.get(qualification=application.offering.qualification)
    return actions.grant_deferral(application, reason=sickness, wanted=wanted, by=by, now=NOW, override="They are ill")


def test_a_deferral_pressed_often_moves_them_once(open_now, officers):
    accepted = world.an_application("Amina Yusuf")
    answers = at_once(CROWD, lambda n: defer(accepted, open_now, officers[n % 2]))
    assert faults(answers) == []
    assert [type(answer.fault) for answer in answers if answer.fault] == [Conflict] * (CROWD - 1)
    assert (Application.objects.get().offering.intake, Deferral.objects.count()) == (open_now, 1)
    assert decided(accepted) == {"deferred": 1}


def a_crowd(number: int = 6, **facts) -> list[Application]:
    facts = {"state": State.SUBMITTED, "offering": world.an_offering(), "school": world.a_school()} | facts
    return [world.an_application(f"Person {n}", born_on=None, **facts) for n in range(number)]


def both_ways(people: list[Application], officers: tuple[User, User], act) -> list:
    """`act(applications, by)`: one officer on all but the last, the other, from the end, on all but the first."""
    picked = (people[:-1], people[:0:-1])
    return at_once(CROWD, lambda n: act(picked[n % 2], officers[n % 2]))


def accept_all(people: list[Application], by: User) -> list[Application]:
    return actions.accept_applications(people, reason="Fits", despite="They said so", by=by, now=NOW)


def test_two_bulk_decisions_that_overlap_in_opposite_order_are_one_after_the_other(officers):
    people = a_crowd()
    answers = both_ways(people, officers, accept_all)
    assert faults(answers) == []
    assert sum(answer.fault is None for answer in answers) == 1
    accepted = Application.objects.filter(state=State.ACCEPTED)
    assert (accepted.count(), decided(*people)) == (len(people) - 1, {"accepted": len(people) - 1})
    assert set(accepted.values_list("decided_by", flat=True)) in [{officer.pk} for officer in officers]


def test_codes_settled_in_opposite_order_are_settled_once(officers):
    people = a_crowd(code_typed="NOBODYS")
    answers = both_ways(
        people,
        officers,
        lambda rows, by: actions.settle_codes(rows, verdict=CodeVerdict.PARTNER, reason="Theirs", by=by, now=NOW),
    )
    assert faults(answers) == []
    settled = Application.objects.exclude(code_settled_at=None).count()
    assert (settled, decided(*people)) == (len(people) - 1, {"code_settled": len(people) - 1})


def cross_over(open_now: Intake, officers: tuple[User, User]) -> list:
    """Two officers defer two people each, nobody twice; the same two schools pay, met in opposite order."""
    offering, schools = world.an_offering(), [world.a_school("Ashfield"), world.a_school("Brackenmoor")]
    paid = {"offering": offering, "payer": "school", "funding": "school", "born_on": None}
    people = [world.an_application(f"Person {n}", school=schools[n in (1, 2)], **paid) for n in range(4)]
    sickness = Reason.objects.get(kind="defer", code="sickness")

    def act(n: int):
        rows = people[2 * n : 2 * n + 2]
        return actions.grant_deferrals(rows, reason=sickness, intake=open_now, by=officers[n], now=NOW)

    return at_once(2, act)


def test_the_schools_of_two_bulk_deferrals_are_counted_one_after_the_other(open_now, officers):
    answers = cross_over(open_now, officers)
    assert [answer.fault for answer in answers] == [None, None]
    quoted = Application.objects.values_list("school__name", "quote__inputs__place")
    assert sorted(quoted) == [("Ashfield", 1), ("Ashfield", 2), ("Brackenmoor", 1), ("Brackenmoor", 2)]


def test_of_two_drafts_of_one_address_handed_in_at_once_one_is_taken_and_the_other_told(officers):
    offering, school = world.an_offering(), world.a_school("Brackenmoor Academy")
    day = timedelta(days=1)
    Intake.objects.filter(pk=offering.intake_id).update(
        opens_on=clock.today() - day, closes_on=clock.today() + 30 * day, starts_on=clock.today() + 90 * day
    )
    browsers = [Client() for _ in range(4)]
    drafts = [begin(browser) for browser in browsers]
    for browser, draft in zip(browsers, drafts, strict=True):
        fill(browser, draft, pages(school.urn))

    def press(n: int):
        seen = {"true": "on", "seen": str(world.FEES["NPQSL"])}
        return browsers[n].post(f"/go/application/{drafts[n].ref}/check/", seen)

    answers = at_once(len(drafts), press)
    assert [answer.fault for answer in answers] == [None] * len(drafts)
    assert Counter(Application.objects.values_list("state", flat=True)) == {State.SUBMITTED: 1, State.DRAFT: 3}
    told = [answer.value for answer in answers if answer.value.status_code != 302]
    assert len(told) == len(drafts) - 1
    assert all("from this email address already" in page.content.decode() for page in told)


def test_without_the_lock_both_officers_would_have_decided(waiting):
    """The control: the same crowd, each with the state read before anybody waits."""

    def careless(n: int) -> None:
        if Application.objects.get(pk=waiting.pk).state != State.SUBMITTED:
            return
        time.sleep(0.1)
        happening = (APPLICATION_ACCEPTED, APPLICATION_DECLINED)[n % 2]
        with transaction.atomic():
            Application.objects.filter(pk=waiting.pk).update(state=happening.key.removeprefix("applications."))
            record(happening, waiting, by=System("Somebody"), reason="", code="")

    at_once(CROWD, careless)
    assert decided(waiting).total() > 1


def slowly(act):
    def later(*given, **named):
        done = act(*given, **named)
        time.sleep(0.2)
        return done

    return later


@pytest.mark.postgres
def test_our_own_action_without_its_row_lock_decides_twice(waiting, officers, monkeypatch):
    monkeypatch.setattr(locking, "held", slowly(lambda rows, pk: rows.get(pk=pk)))
    at_once(CROWD, lambda n: either(n, waiting, officers))
    assert decided(waiting).total() > 1


@pytest.mark.postgres
def test_our_own_bulk_action_in_the_order_of_the_page_waits_in_a_ring(officers, monkeypatch):
    monkeypatch.setattr(bulk, "hold_all", list)
    monkeypatch.setattr(bulk, "accept_application", slowly(bulk.accept_application))
    answers = both_ways(a_crowd(), officers, accept_all)
    assert OperationalError in {type(fault) for fault in faults(answers)}


@pytest.mark.postgres
def test_our_own_bulk_deferral_without_its_payers_held_first_waits_in_a_ring(open_now, officers, monkeypatch):
    monkeypatch.setattr(bulk, "hold_payers_of", lambda _rows: None)
    monkeypatch.setattr(bulk, "grant_deferral", slowly(bulk.grant_deferral))
    answers = cross_over(open_now, officers)
    assert [type(fault) for fault in faults(answers)] == [OperationalError]
