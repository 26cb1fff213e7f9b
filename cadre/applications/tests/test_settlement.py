"""A scholarship that the rule cannot decide is settled by a person, with evidence or a reason, never silently."""

import pytest
from django.core.management import call_command

from cadre.applications import actions
from cadre.applications.models import Settlement
from cadre.applications.states import Finding, Outcome
from cadre.applications.tests.answers import INVOICE, begin, fill, pages, submit
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from tests import world
from tests.scenes import kept

NOW = world.NOW


@pytest.fixture
@kept
def unsure(client, offering, school):
    """Amina asks for a scholarship; no list of categories is at hand, so it is not confirmed."""
    draft = begin(client)
    typed = pages(school.urn, payment={"funding": "scholarship"}, invoice={**INVOICE, "payer": "school"})
    fill(client, draft, typed)
    submit(client, draft)
    draft.refresh_from_db()
    assert draft.quote.outcome == Outcome.NOT_CONFIRMED
    return draft


def test_evidence_makes_it_a_scholarship_and_the_earlier_quote_is_kept(unsure, officer):
    row = actions.settle_scholarship(
        unsure, finding=Finding.ELIGIBLE, words="Gedling was in category 5 in 2016", by=officer, now=NOW
    )
    assert (row.quote.outcome, row.quote.reason_code, row.quote.payable_pence) == ("scholarship", "settled_eligible", 0)
    assert row.quotes.count() == 2
    assert Entry.objects.about(row).filter(happening="applications.scholarship_settled").get().sentence == (
        "Ruth Adeyemi settled the scholarship: eligible, with evidence. “Gedling was in category 5 in 2016”"
    )
    assert Message.objects.filter(kind="applications.settled").count() == 1
    call_command("replay_quotes")


def test_a_reason_makes_it_the_price_and_a_later_finding_replaces_it(unsure, officer):
    for finding, outcome in (
        (Finding.FUNDED_BEFORE, "list_fee"),
        (Finding.ELIGIBLE, "scholarship"),
        (Finding.NOT_ELIGIBLE, "list_fee"),
    ):
        row = actions.settle_scholarship(unsure, finding=finding, words=f"We found {finding}", by=officer, now=NOW)
        assert (row.quote.outcome, row.quote.reason_code) == (outcome, finding)
    assert Settlement.objects.filter(ended_at=None).count() == 1
    call_command("replay_quotes")


def test_the_same_words_twice_are_one_act(unsure, officer):
    actions.settle_scholarship(unsure, finding=Finding.ELIGIBLE, words="Seen", by=officer, now=NOW)
    with pytest.raises(Refusal, match="settled in these words already"):
        actions.settle_scholarship(unsure, finding=Finding.ELIGIBLE, words="Seen", by=officer, now=NOW)
    assert (unsure.quotes.count(), Settlement.objects.filter(ended_at=None).count()) == (2, 1)


def test_without_words_nothing_is_settled(client, unsure, officer):
    client.force_login(officer)
    answer = client.post(
        f"/office/applications/{unsure.ref}/settlement/", {"finding": "settled_eligible", "words": " "}
    )
    assert (answer.status_code, list(answer.context["settle_form"].errors)) == (422, ["words"])
    with pytest.raises(Refusal, match="evidence"):
        actions.settle_scholarship(unsure, finding=Finding.ELIGIBLE, words=" ", by=officer, now=NOW)
    assert not Settlement.objects.exists()


def test_finance_settles_on_the_page_and_marketing_does_not(client, unsure):
    address = f"/office/applications/{unsure.ref}/settlement/"
    typed = {"finding": "settled_not_eligible", "words": "Funded in 2018"}
    client.force_login(world.an_officer("Mara Keting", "marketing"))
    assert client.post(address, typed).status_code == 404
    client.force_login(world.an_officer("Martin Hale", "finance"))
    assert client.post(address, typed).status_code == 302
    unsure.refresh_from_db()
    assert unsure.quote.sentence.startswith("No scholarship: Funded in 2018. No discount")


def test_nothing_is_settled_where_no_scholarship_is_asked_for(submitted, officer):
    with pytest.raises(Refusal, match="No scholarship is asked for"):
        actions.settle_scholarship(submitted, finding=Finding.ELIGIBLE, words="Seen", by=officer, now=NOW)


def test_the_answer_of_the_application_is_enough_to_refuse(client, offering, school):
    draft = begin(client)
    typed = pages(
        school.urn,
        teacher={"before": "funded"},
        payment={"funding": "scholarship"},
        invoice={**INVOICE, "payer": "school"},
    )
    fill(client, draft, typed)
    submit(client, draft)
    draft.refresh_from_db()
    assert (draft.quote.outcome, draft.quote.reason_code) == ("list_fee", "funded_before")
