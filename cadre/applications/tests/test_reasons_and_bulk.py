"""Coded reasons, opening again, and the same decision for several."""

from datetime import timedelta

import pytest

from cadre.applications import actions, reference
from cadre.applications.models import Application, Reason, ReopeningRule
from cadre.applications.rules.reopening import reopening
from cadre.applications.states import Ruling, State
from cadre.journal.models import Entry
from cadre.lib.errors import Conflict, Refusal
from cadre.messages.models import Message
from tests import world
from tests.scenes import kept

pytestmark = pytest.mark.django_db
NOW = world.NOW


@pytest.fixture(autouse=True)
@kept
def _rules(at_now):
    reference.load(world.TODAY)


@pytest.fixture
@kept
def waiting():
    return world.an_application("Amina Yusuf", state=State.SUBMITTED)


def reason(code: str) -> Reason:
    return Reason.objects.get(code=code, kind="decline")


def sent(kind: str) -> int:
    return Message.objects.filter(kind=f"applications.{kind}").count()


def test_our_words_are_filled_in_edited_and_sent_with_the_code_kept(client, waiting, officer):
    client.force_login(officer)
    address = f"/office/applications/{waiting.ref}/declining/"
    assert list(client.post(address, {"reason": "No."}).context["form"].errors) == ["code"]
    filled = client.post(address, {"code": "no_place", "reason": "", "fill": "words"})
    assert reason("no_place").words[:40] in filled.content.decode()
    waiting.refresh_from_db()
    assert waiting.state == State.SUBMITTED
    client.post(address, {"code": "no_place", "reason": "No room this spring, Amina."})
    waiting.refresh_from_db()
    assert (waiting.state, waiting.ended_for, waiting.decision_reason, sent("declined")) == (
        State.DECLINED,
        reason("no_place"),
        "No room this spring, Amina.",
        1,
    )
    assert "No room this spring, Amina." in Message.objects.get(kind="applications.declined").text


def test_the_filter_and_the_statistics_count_by_reason(client, waiting, officer):
    actions.decline_application(waiting, reason="Full.", code=reason("no_place"), by=officer, now=NOW)
    world.an_application("Tom Reed", state=State.DECLINED, offering=waiting.offering, decision_reason="An old row")
    world.an_offering("NPQH")
    client.force_login(officer)
    listing = client.get("/office/applications/?reason=decline:no_place").context["listing"]
    assert [row.name for row in listing.rows] == ["Amina Yusuf"]
    csv = b"".join(client.get("/office/applications/?reason=decline:no_place&format=csv").streaming_content).decode()
    assert csv.strip().endswith("No place in this intake")
    counts = {
        row.code: row.ended for row in client.get("/office/applications/reasons/?kind=decline").context["listing"].rows
    }
    assert (counts["no_place"], counts["other"]) == (1, 0)
    elsewhere = client.get("/office/applications/reasons/?kind=decline&qualification=npqh").context["listing"].rows
    assert {row.ended for row in elsewhere} == {0}


def test_loading_the_reference_again_changes_no_words(officer):
    Reason.objects.filter(code="no_place").update(words="Ours")
    reference.load(world.TODAY)
    assert [row.words for row in Reason.objects.filter(code="no_place")] == ["Ours"]


def test_two_officers_who_decide_at_once_get_one_decision_and_one_clear_refusal(waiting, officer):
    other = world.an_officer("Ian Bell")
    actions.accept_application(waiting, reason="Fits", by=officer, now=NOW)
    with pytest.raises(Conflict, match="Ruth Adeyemi accepted this on 24 November 2026 at 10:00. Nothing was changed."):
        actions.decline_application(waiting, reason="No room", by=other, now=NOW)
    assert (sent("accepted"), sent("declined")) == (1, 0)


DAYS = 28


@pytest.mark.parametrize(
    ("allows", "late_by", "holds", "ruling"),
    [
        (True, -30, "", Ruling.YES),
        (True, DAYS, "", Ruling.YES),
        (True, DAYS + 1, "", Ruling.PERSON),
        (True, 0, "a place in NPQSL-S27-01", Ruling.NO),
        (False, 0, "", Ruling.NO),
    ],
)
def test_until_when_an_application_is_opened_again(allows, late_by, holds, ruling):
    today = world.TODAY + timedelta(days=late_by)
    found = reopening(state_allows=allows, state="draft", closes_on=world.TODAY, today=today, days=DAYS, holds=holds)
    assert found.ruling == ruling


def test_a_declined_one_is_opened_again_told_and_decided_anew(client, waiting, officer):
    actions.accept_application(waiting, reason="Fits", by=officer, now=NOW)
    client.force_login(officer)
    client.post(f"/office/applications/{waiting.ref}/reopening/", {"reason": "Accepted by mistake"})
    waiting.refresh_from_db()
    assert (waiting.state, waiting.decided_at, sent("reopened")) == (State.SUBMITTED, None, 1)
    actions.decline_application(waiting, reason="Full.", code=reason("no_place"), by=officer, now=NOW)
    actions.reopen_application(waiting, reason="A place came free", by=officer, now=NOW)
    actions.accept_application(waiting, reason="Fits now", by=officer, now=NOW)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.ended_for, sent("accepted"), sent("reopened")) == (State.ACCEPTED, None, 2, 2)


def test_long_after_registration_it_needs_a_reason_and_a_place_bars_it(waiting, officer):
    ReopeningRule.objects.update(days=0)
    late = NOW + timedelta(days=100)
    actions.decline_application(waiting, reason="Full.", by=officer, now=NOW)
    with pytest.raises(Refusal, match="Say why you open it all the same"):
        actions.reopen_application(waiting, reason="Room", by=officer, now=late)
    actions.reopen_application(waiting, reason="Room.", override="The group lost two.", by=officer, now=late)
    assert "Room. Although it is late: The group lost two." in Entry.objects.about(waiting).first().sentence
    placed = world.a_group(1).enrolments.get()
    with pytest.raises(Refusal, match=f"It holds a place in {placed.group.ref}"):
        actions.reopen_application(placed.application, reason="Mistake", by=officer, now=NOW)


def test_the_applicant_gives_a_coded_reason_for_withdrawing(client, waiting):
    client.force_login(waiting.applicant)
    address = f"/candidate/applications/{waiting.ref}/withdrawal/"
    assert list(client.post(address, {"reason": "Moving"}).context["form"].errors) == ["code"]
    client.post(address, {"code": "new_job", "reason": "To Leeds"})
    waiting.refresh_from_db()
    assert (waiting.state, waiting.ended_for.code) == (State.WITHDRAWN, "new_job")
    said = "Amina Yusuf withdrew: “I change my job or school: To Leeds”"
    assert Entry.objects.about(waiting).first().sentence == said


def test_bulk_accepts_those_with_something_open_only_for_a_reason(client, waiting, officer):
    open_one = world.an_application("Tom Reed", state=State.SUBMITTED, offering=waiting.offering, school=None)
    client.force_login(officer)
    address, refs = "/office/applications/bulk/accept/", [waiting.ref, open_one.ref]
    shown = client.get(address, {"ref": refs}).context["shown"]
    assert ([row.name for row in shown.ready], [row.name for row, _ in shown.against]) == (
        ["Amina Yusuf"],
        ["Tom Reed"],
    )
    client.post(address, {"ref": refs, "reason": "Fits"})
    open_one.refresh_from_db()
    assert open_one.state == State.SUBMITTED
    client.post(address, {"ref": [open_one.ref], "reason": "Fits", "despite": "Seen by telephone"})
    open_one.refresh_from_db()
    assert open_one.state == State.ACCEPTED


def test_bulk_declines_and_asks_all_that_match_the_filter(client, waiting, officer):
    other = world.an_application("Tom Reed", state=State.SUBMITTED, offering=world.an_offering("NPQH"))
    world.an_application("Done", offering=waiting.offering)
    client.force_login(officer)
    query = {"all": "1", "qualification": "npqsl"}
    shown = client.get("/office/applications/bulk/ask/", query).context["shown"]
    assert ([row.name for row in shown.ready], [row.name for row, _ in shown.left_out]) == (["Amina Yusuf"], ["Done"])
    client.post("/office/applications/bulk/ask/", {"ref": [waiting.ref], "question": "Which team?"})
    client.post(
        "/office/applications/bulk/decline/",
        {"ref": [waiting.ref, other.ref], "code": "no_place", "reason": "No room this spring."},
    )
    assert sorted(Application.objects.filter(ended_for__code="no_place").values_list("name", flat=True)) == [
        "Amina Yusuf",
        "Tom Reed",
    ]
    assert (sent("asked"), sent("declined")) == (1, 2)


def test_who_was_decided_after_the_preview_stops_it_for_all(client, waiting, officer):
    other = world.an_application("Tom Reed", state=State.SUBMITTED, offering=waiting.offering)
    actions.decline_application(other, reason="Full.", by=officer, now=NOW)
    client.force_login(officer)
    answer = client.post(
        "/office/applications/bulk/decline/", {"ref": [waiting.ref, other.ref], "code": "other", "reason": "No room."}
    )
    waiting.refresh_from_db()
    assert (answer.status_code, waiting.state) == (422, State.SUBMITTED)
    assert "Changed since you looked: Tom Reed. Nothing was done." in answer.content.decode()


def test_a_bulk_that_is_refused_for_one_is_undone_for_all(waiting, officer):
    other = world.an_application("Tom Reed", state=State.DECLINED, offering=waiting.offering)
    with pytest.raises(Refusal, match="Nobody was declined"):
        actions.decline_applications([waiting, other], reason="Full.", code=reason("other"), by=officer, now=NOW)
    waiting.refresh_from_db()
    assert (waiting.state, sent("declined")) == (State.SUBMITTED, 0)


@pytest.mark.parametrize("number", [1, 40])
def test_a_preview_costs_the_same_for_one_and_for_many(client, officer, number, django_assert_max_num_queries):
    offering, school = world.an_offering(), world.a_school()
    rows = [world.an_application(f"P {n}", state="submitted", offering=offering, school=school) for n in range(number)]
    client.force_login(officer)
    client.get("/office/applications/bulk/accept/")
    with django_assert_max_num_queries(5):
        client.get("/office/applications/bulk/accept/", {"ref": [row.ref for row in rows]})
