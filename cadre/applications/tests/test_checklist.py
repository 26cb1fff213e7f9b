"""The checklist as a table, and as officers meet it."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadre.applications import actions
from cadre.applications.evidence import checklist_of, with_evidence
from cadre.applications.models import Application, EvidenceTick
from cadre.applications.queries import for_lists
from cadre.applications.rules.checklist import BY_HAND, GATEWAY_SAID, SPONSOR_SAID, Evidence, Standing, checklist
from cadre.applications.states import Item, Outcome, State
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from tests import world

WHOLE = Evidence(named=True, born=True, number=True, school=True)
DONE, NEEDS, NOT = Standing.DONE, Standing.NEEDS_YOU, Standing.NOT_NEEDED
CASES = [
    (Item.IDENTITY, {}, DONE),
    (Item.IDENTITY, {"number": False}, DONE),
    (Item.IDENTITY, {"born": False}, NEEDS),
    (Item.IDENTITY, {"named": False}, NEEDS),
    (Item.SCHOOL, {}, DONE),
    (Item.SCHOOL, {"school": False, "school_typed": "Dale House"}, NEEDS),
    (Item.QUOTE, {"outcome": Outcome.SCHOLARSHIP}, DONE),
    (Item.QUOTE, {"outcome": Outcome.NOT_CONFIRMED}, NEEDS),
    (Item.QUOTE, {"outcome": None}, NEEDS),
    (Item.CODE, {}, DONE),
    (Item.CODE, {"conflict": "The code belongs to Welland."}, NEEDS),
    (Item.SPONSOR, {"sponsor": "confirmed"}, DONE),
    (Item.SPONSOR, {"sponsor": "waiting"}, NEEDS),
    (Item.SPONSOR, {"sponsor": "declined"}, NEEDS),
    (Item.SPONSOR, {"sponsor": "unnamed"}, NOT),
    (Item.GATEWAY, {"gateway": "complete"}, DONE),
    (Item.GATEWAY, {"gateway": "incomplete"}, NEEDS),
    (Item.GATEWAY, {}, NOT),
    (Item.DUPLICATE, {}, DONE),
    (Item.DUPLICATE, {"open_pairs": 1}, NEEDS),
    (Item.PAYER, {}, DONE),
    (Item.PAYER, {"billing": False}, NEEDS),
    (Item.PAYER, {"billing": False, "pays": False}, NOT),
    (Item.DEADLINE, {}, DONE),
    (Item.DEADLINE, {"late_seconds": 40}, DONE),
]
ANY = st.builds(
    Evidence,
    named=st.booleans(),
    born=st.booleans(),
    number=st.booleans(),
    school=st.booleans(),
    school_typed=st.sampled_from(["", "Dale House"]),
    outcome=st.sampled_from([None, *Outcome.values()]),
    conflict=st.sampled_from(["", "No partner has this code."]),
    sponsor=st.sampled_from(sorted(SPONSOR_SAID)),
    gateway=st.sampled_from(sorted(GATEWAY_SAID)),
    open_pairs=st.integers(0, 3),
    pays=st.booleans(),
    billing=st.booleans(),
    late_seconds=st.integers(0, 900),
)


@pytest.mark.parametrize(("item", "facts", "standing"), CASES)
def test_each_line_by_its_facts(item, facts, standing):
    found = {line.item: line for line in checklist(replace(WHOLE, **facts)).lines}
    assert found[item].standing == standing
    assert found[item].sentence.endswith(".")
    others = {line.item: line.standing for line in checklist(WHOLE).lines if line.item != item}
    assert {key: line.standing for key, line in found.items() if key != item} == others


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(evidence=ANY, notes=st.dictionaries(st.sampled_from(Item.values()), st.just("Seen"), max_size=9))
def test_every_line_stands_somehow_and_ticks_only_ever_help(evidence, notes):
    plain, ticked = checklist(evidence), checklist(evidence, notes)
    assert [line.item for line in plain.lines] == list(Item)
    assert plain.advised == (plain.done == plain.needed)
    assert ticked.needed == plain.needed
    helped = {line.item for line in plain.open} - {line.item for line in ticked.open}
    assert helped == {line.item for line in plain.open if line.item.value in notes and line.item in BY_HAND}


@pytest.mark.django_db
def test_accepting_against_it_asks_why_and_keeps_it(client, at_now, officer):
    row = world.an_application("Amina Yusuf", state=State.SUBMITTED, school=None, school_typed="Dale House")
    client.force_login(officer)
    refused = client.post(f"/office/applications/{row.ref}/acceptance/", {"reason": "Fits"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["despite"])
    with pytest.raises(Refusal, match="school found"):
        actions.accept_application(row, reason="Fits", by=officer, now=world.NOW)
    row.refresh_from_db()
    assert row.state == State.SUBMITTED
    client.post(f"/office/applications/{row.ref}/acceptance/", {"reason": "Fits.", "despite": "Its head telephoned."})
    row.refresh_from_db()
    assert (row.state, row.decision_reason) == (
        State.ACCEPTED,
        "Fits. Open when accepted: school found. Its head telephoned.",
    )


@pytest.mark.django_db
def test_a_line_is_ticked_with_a_note_and_the_tick_taken_back(client, at_now, officer):
    row = world.an_application("Amina Yusuf", state=State.SUBMITTED, school=None, school_typed="Dale House")
    client.force_login(officer)
    address = f"/office/applications/{row.ref}/evidence/"
    assert client.post(address, {"item": "school", "note": " "}).status_code == 422
    assert client.post(address, {"item": "deadline", "note": "Seen"}).status_code == 422
    client.post(address, {"item": "school", "note": "Opens in May, says the trust"})
    client.post(address, {"item": "school", "note": "Pressed twice"})
    assert [tick.note for tick in EvidenceTick.objects.all()] == ["Opens in May, says the trust"]
    said = "Ruth Adeyemi ticked “School found” for Amina Yusuf: “Opens in May, says the trust”"
    assert Entry.objects.about(row).first().sentence == said
    page = client.get(f"/office/applications/{row.ref}/")
    assert "Ticked by hand: Opens in May" in page.content.decode()
    client.post(address, {"undo": "school"})
    assert not EvidenceTick.objects.exists()


@pytest.mark.django_db
def test_lists_count_what_was_ticked(officer):
    """In the query of the list itself, so that a file of any length costs no query more."""
    untouched = world.an_application("Amina Yusuf", state=State.SUBMITTED, school=None, school_typed="Dale House")
    ticked = world.an_application("Ben Okafor", state=State.SUBMITTED, school=None, school_typed="Vale Academy")
    for item in (Item.SCHOOL, Item.SPONSOR):
        EvidenceTick.objects.create(application=ticked, item=item, note=f"“{item}”", by=officer, at=world.NOW)
    listed = {row.pk: row for row in with_evidence(for_lists(Application.objects.all()))}
    assert (listed[untouched.pk].ticked, listed[ticked.pk].ticked) == (
        None,
        {"school": "“school”", "sponsor": "“sponsor”"},
    )
    before, after = (checklist_of(listed[one.pk], brief=True).done for one in (untouched, ticked))
    assert after == before + 1  # whose sponsor is not named needs more than a tick


@pytest.mark.django_db
def test_a_decided_checklist_stays_as_it_was(officer):
    row = world.an_application("Amina Yusuf", school=None)
    with pytest.raises(Refusal, match="accepted, so its checklist stays"):
        actions.tick_evidence(row, item=Item.SCHOOL, note="Seen", by=officer, now=world.NOW)


@pytest.mark.django_db
def test_a_list_says_n_of_m(client, at_now, officer):
    world.an_application("Amina Yusuf", state=State.SUBMITTED, school=None)
    client.force_login(officer)
    said = re.findall(r'data-h="Checklist">([^<]*)<', client.get("/office/applications/").content.decode())
    assert [words.strip() for words in said] == ["6 of 7"]
