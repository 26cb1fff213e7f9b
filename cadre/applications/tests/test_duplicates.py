"""Two applications of one person: noted, compared, remembered, merged; and never shown to applicants."""

from datetime import date

import pytest

from cadre.applications import actions
from cadre.applications.access import applications_linked_by
from cadre.applications.merging import RELATIONS, merger, proposed
from cadre.applications.models import Application, Arrangement, Pair
from cadre.applications.reactions import flag_duplicates
from cadre.applications.rules.duplicates import SAME_NAME, SAME_NUMBER, Identity, why_same
from cadre.applications.rules.merging import Side, refuse_merger
from cadre.applications.states import APPLICATION_SUBMITTED, PairState, State
from cadre.journal import actions as journal
from cadre.journal.models import Entry
from cadre.lib.errors import Conflict, Refusal
from tests import world
from tests.scenes import kept

NOW, BORN = world.NOW, date(1988, 5, 14)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (Identity("Siân O’Neill", BORN, ""), Identity("SIAN ONEILL", BORN, ""), SAME_NAME),
        (Identity("Amina", BORN, "1907342"), Identity("A. Yusuf", None, "1907342"), SAME_NUMBER),
        (Identity("Amina", BORN, "1907342"), Identity("amina", BORN, "1907342"), f"{SAME_NUMBER}, and {SAME_NAME}"),
        (Identity("Amina", BORN, ""), Identity("Amina", date(1988, 5, 15), ""), ""),
        (Identity("Amina", None, ""), Identity("Amina", None, ""), ""),
        (Identity("Amina", BORN, "1907342"), Identity("Amal", BORN, "1907343"), ""),
        (Identity("", BORN, ""), Identity("", BORN, ""), ""),
    ],
)
def test_what_makes_two_look_like_one(one, other, why):
    assert (why_same(one, other), why_same(other, one)) == (why, why)


PLACED = {"state": State.ACCEPTED, "place": "a place in X"}


def side(**facts: str) -> Side:
    return Side(**({"ref": "A", "state": State.SUBMITTED, "qualification": "NPQSL", "intake": "Spring 2027"} | facts))


@pytest.mark.parametrize(
    ("kept", "gone", "refused"),
    [
        ({}, {}, ""),
        ({}, {"qualification": "NPQH"}, "both stand"),
        ({}, {"intake": "Autumn 2027"}, ""),
        ({"state": State.ACCEPTED, "place": "a place in X"}, {}, ""),
        (
            {"state": State.ACCEPTED, "place": "a place in X"},
            {"state": State.ACCEPTED, "place": "a place in Y"},
            "Take one",
        ),
        (
            {"state": State.ACCEPTED},
            {"state": State.ACCEPTED, "place": "a place in Y", "intake": "Autumn 2027"},
            "Keep that",
        ),
        ({"invoice": "invoice 1"}, {"invoice": "invoice 2", "place": "a place in Y"}, "Credit one"),
        ({}, {"invoice": "invoice 2"}, "Credit it first"),
        ({}, {"state": State.ACCEPTED}, "Keep the accepted one"),
        ({"state": State.WITHDRAWN}, {}, "Keep the one that goes on"),
        ({"state": State.MERGED}, {}, "merged already"),
        ({}, {"state": State.DECLINED}, ""),
    ],
)
def test_which_way_round_two_may_become_one(kept, gone, refused):
    found = refuse_merger(kept=side(**kept), gone=side(**gone))
    assert (refused in found) if refused else (found == "")


@pytest.fixture
@kept
def twins(db, at_now) -> tuple[Application, Application]:
    """Amina applied twice, with two addresses."""
    offering, school = world.an_offering(), world.a_school()
    first = world.an_application(
        "Amina Yusuf", state=State.SUBMITTED, offering=offering, school=school, purchase_order="", phone=""
    )
    second = world.an_application(
        "AMINA YUSUF", state=State.SUBMITTED, offering=offering, school=school, phone="+447700900123", trn="1907342"
    )
    return first, second


@pytest.fixture
@kept
def pair(twins) -> Pair:
    (made,) = actions.flag_duplicates(twins[1], now=NOW)
    return made


def test_a_submission_notes_them_once_and_the_office_looks(client, twins, officer):
    entry = journal.record(APPLICATION_SUBMITTED, twins[1], by=officer, total="", sentence="")
    flag_duplicates(entry)
    flag_duplicates(entry)
    (made,) = Pair.objects.all()
    assert ((made.first, made.second), made.why) == (twins, SAME_NAME)
    client.force_login(officer)
    assert "Possible duplicate" in client.get(f"/office/applications/{twins[0].ref}/").content.decode()
    assert client.get("/office/applications/duplicates/?q=amina&state=open").context["listing"].count == 1
    csv = b"".join(client.get("/office/applications/duplicates/?format=csv").streaming_content).decode()
    assert twins[1].ref in csv
    page = client.get(f"/office/applications/duplicates/{made.pk}/").content.decode()
    assert twins[0].email in page
    assert twins[1].email in page


def test_accepting_is_not_advised_until_somebody_has_looked(twins, pair, officer):
    with pytest.raises(Refusal, match="possible duplicates looked at"):
        actions.accept_application(twins[0], reason="Fits", by=officer, now=NOW)
    actions.settle_pair(pair, state=PairState.DIFFERENT, note="Two sisters, says the school", by=officer, now=NOW)
    actions.accept_application(twins[0], reason="Fits", by=officer, now=NOW)


def test_two_people_are_remembered_and_not_brought_up_again(client, twins, pair, officer):
    client.force_login(officer)
    address = f"/office/applications/duplicates/{pair.pk}/"
    assert list(client.post(address, {"state": "merged", "note": "x"}).context["form"].errors) == ["state"]
    client.post(address, {"state": "different", "note": "Cousins, says the school"})
    actions.flag_duplicates(twins[0], now=NOW)
    assert [(one.state, one.note) for one in Pair.objects.all()] == [("different", "Cousins, says the school")]
    with pytest.raises(Conflict, match="Ruth Adeyemi looked at these two already: two people"):
        actions.merge_applications(pair, kept=twins[0], reason="Same", by=officer, now=NOW)


def test_the_preview_says_what_moves_and_changes_nothing(client, twins, pair, officer):
    Arrangement.objects.create(application=twins[1], needed="Large print", consent_text="Yes", consented_at=NOW)
    client.force_login(officer)
    page = client.get(f"/office/applications/duplicates/{pair.pk}/merging/")
    plan = page.context["plan"]
    assert (plan.kept, plan.gone, plan.barred) == (*twins, "")
    assert [label for label, _ in plan.fills] == ["Teacher reference number", "Phone", "Purchase order"]
    assert "What they need at events" in plan.moves
    assert any("Two accounts stay apart" in words for words in plan.stays)
    assert Pair.objects.get().state == PairState.OPEN
    other = client.get(f"/office/applications/duplicates/{pair.pk}/merging/?keep={twins[1].ref}").context["plan"]
    assert other.kept == twins[1]


def test_a_merger_fills_moves_ends_and_points(client, twins, pair, officer):
    token = actions.new_link(twins[1], now=NOW)
    client.force_login(officer)
    address = f"/office/applications/duplicates/{pair.pk}/merging/"
    assert client.post(address, {"keep": twins[0].ref, "reason": ""}).status_code == 422
    client.post(address, {"keep": twins[0].ref, "reason": "Telephoned: one person"})
    kept, gone = (Application.objects.get(pk=one.pk) for one in twins)
    assert (kept.state, kept.trn, kept.phone, kept.purchase_order) == (
        State.SUBMITTED,
        "1907342",
        "+447700900123",
        "PO-4471",
    )
    assert (gone.state, gone.merged_into, Pair.objects.get().state) == (State.MERGED, kept, PairState.MERGED)
    sentence = f"Ruth Adeyemi merged {gone.ref} into {kept.ref}: “Telephoned: one person”"
    assert {Entry.objects.about(one)[0].sentence for one in (kept, gone)} == {sentence}
    assert list(applications_linked_by(token, now=NOW)) == [kept]
    with pytest.raises(Conflict):
        actions.merge_applications(pair, kept=kept, reason="Again", by=officer, now=NOW)


def test_links_of_the_one_that_went_open_the_one_that_stands(client, client_factory, twins, pair, officer):
    kept, gone = twins
    browser = client_factory()
    browser.get(f"/go/application/link/{actions.new_link(gone, now=NOW)}/")
    actions.ask_for_more(gone, question="Which team?", by=officer, now=NOW)
    actions.merge_applications(pair, kept=kept, reason="One person", by=officer, now=NOW)
    answer = browser.post(f"/go/application/{gone.ref}/answer/", {"answer": "Year 6"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"/go/application/{kept.ref}/status/"
    assert kept.ref in page
    assert "merged" not in page.lower()
    assert "duplicate" not in page.lower()
    with pytest.raises(Conflict, match="We go on with the other application"):
        actions.answer_question(gone, answer="Year 6", by=officer, now=NOW)


def test_a_place_moves_in_its_seat_with_its_invoice_and_two_places_bar_it(officer, at_now, db):
    group = world.a_group(1)
    place = group.enrolments.get()
    other = world.an_application(place.application.name, offering=group.offering)
    (pair,) = actions.flag_duplicates(other, now=NOW)
    assert proposed(pair.first, pair.second) == (place.application, other)
    actions.merge_applications(pair, kept=other, reason="One person", by=officer, now=NOW)
    place.refresh_from_db()
    assert (place.application, place.person, place.seat) == (other, other.applicant, 1)
    second = world.an_enrolment(group, name=other.name)
    (both,) = actions.flag_duplicates(second.application, now=NOW)
    with pytest.raises(Refusal, match="Take one out of there first"):
        actions.merge_applications(both, kept=other, reason="One person", by=officer, now=NOW)


def test_whoever_else_looked_alike_is_compared_with_the_one_that_stands(twins, pair, officer):
    third = world.an_application("Amina Yusuf", state=State.SUBMITTED, offering=twins[0].offering, trn="1907342")
    actions.flag_duplicates(third, now=NOW)
    assert Pair.objects.open().count() == 3
    actions.merge_applications(pair, kept=twins[1], reason="One person", by=officer, now=NOW)
    assert [(one.first, one.second) for one in Pair.objects.open()] == [(twins[1], third)]


def test_merged_ones_are_in_no_list_of_an_applicant_or_partner(client, twins, pair, officer):
    partner = world.a_partner()
    Application.objects.update(preferred_partner=partner)
    actions.merge_applications(pair, kept=twins[0], reason="One person", by=officer, now=NOW)
    client.force_login(world.a_partner_lead(partner))
    assert [row.ref for row in client.get("/partner/people/").context["listing"].rows] == [twins[0].ref]


def test_every_row_that_points_to_an_application_is_thought_of():
    found = {relation.get_accessor_name() for relation in Application._meta.related_objects}
    assert found == set(RELATIONS), "Say in merging.py what a merger does with it, and do it."


def test_a_plan_is_the_same_question_the_act_asks(twins, officer):
    other = world.an_application("Amina Yusuf", state=State.SUBMITTED, offering=world.an_offering("NPQH"))
    assert "Somebody may take both" in merger(twins[0], other).barred


@pytest.mark.parametrize("number", [2, 12])
def test_the_queue_costs_the_same_for_few_and_many(client, at_now, officer, number, django_assert_max_num_queries):
    offering, school = world.an_offering(), world.a_school()
    for _ in range(number):
        row = world.an_application("Amina Yusuf", state="submitted", offering=offering, school=school)
        actions.flag_duplicates(row, now=NOW)
    client.force_login(officer)
    client.get("/office/applications/duplicates/")
    with django_assert_max_num_queries(7):
        assert client.get("/office/applications/duplicates/").context["listing"].count == number * (number - 1) // 2
