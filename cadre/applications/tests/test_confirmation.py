"""The Department's confirmation, and what follows for a person when it fails: another price, and a choice."""

from datetime import date, timedelta

import pytest

from cadre.applications import actions
from cadre.applications.models import Application, Confirmation, PayerQuestion
from cadre.applications.replay import replay
from cadre.applications.states import Answered, Finding, State
from cadre.applications.tests.answers import INVOICE, YOU, begin, fill, pages, submit
from cadre.applications.tests.scholarships import apply, move
from cadre.finance.actions.courses import invoice_by_hand, raise_course_invoices
from cadre.finance.queries.places import uninvoiced, why_not_yet
from cadre.groups.models import Enrolment
from cadre.groups.states import JoinedBy
from cadre.journal.models import Entry
from cadre.journal.worker import drain
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.messages.queries import as_sent
from cadre.schools.models import DistrictCategory
from tests import world
from tests.scenes import kept

NOW, TODAY = world.NOW, world.TODAY


def faults(row) -> set[str]:
    """How the quotes of this person differ when they are worked out again."""
    found = [fault for quote, fault in replay() if quote.application_id == row.pk]
    assert found
    return set(filter(None, found))


def mails(kind: str) -> list[Message]:
    return list(Message.objects.filter(kind=f"applications.{kind}"))


def test_acceptance_puts_a_scholarship_on_the_list_of_those_to_apply_for(accepted):
    assert Confirmation.objects.get(application=accepted).state == Answered.TO_APPLY
    assert not PayerQuestion.objects.exists()


def test_the_department_approves_and_the_person_is_told_once(accepted, officer):
    move(accepted, "apply", officer, on=TODAY - timedelta(days=3), reference="DfE 12")
    found = move(accepted, "approve", officer)
    assert (found.state, found.applied_on, found.decided_on, found.reference) == (
        Answered.APPROVED,
        TODAY - timedelta(days=3),
        TODAY,
        "DfE 12",
    )
    assert len(mails("scholarship_approved")) == 1
    assert [entry.sentence for entry in Entry.objects.about(accepted).filter(happening__endswith="_moved")] == [
        "Ruth Adeyemi: the Department approved the scholarship, 24 November 2026. The money went elsewhere",
        "Ruth Adeyemi: the scholarship was applied for, 21 November 2026. DfE 12. The money went elsewhere",
    ]


@pytest.mark.parametrize(
    ("verb", "code", "state"),
    [("refuse", "department_refused", Answered.REFUSED), ("exhaust", "funds_exhausted", Answered.EXHAUSTED)],
)
def test_a_no_brings_another_quote_and_a_question_and_no_invoice(accepted, officer, verb, code, state):
    if verb == "refuse":
        move(accepted, "apply", officer)
    assert move(accepted, verb, officer).state == state
    accepted.refresh_from_db()
    quote = accepted.quote
    assert (quote.outcome, quote.reason_code, quote.payable_pence) == ("list_fee", code, 125_000)
    assert accepted.quotes.count() == 2
    assert PayerQuestion.objects.open().get().because == quote.sentence
    [mail] = mails("payer_asked")
    assert quote.sentence in as_sent(mail).text
    assert faults(accepted) == set()


@pytest.fixture
@kept
def refused(accepted, officer) -> Application:
    move(accepted, "apply", officer)
    move(accepted, "refuse", officer)
    accepted.refresh_from_db()
    return accepted


@pytest.mark.parametrize(("state", "number"), [("confirmed", 1), ("waiting", 0)])
def test_a_sponsor_who_has_confirmed_is_told_that_there_is_none_and_not_why(accepted, officer, state, number):
    drain()
    accepted.sponsorships.update(state=state, answered_at=NOW)
    assert accepted.sponsorships.count() == 1
    actions.settle_scholarship(accepted, finding=Finding.FUNDED_BEFORE, words="Paid in 2018", by=officer, now=NOW)
    told = mails("sponsor_no_scholarship")
    assert [mail.to for mail in told] == ["head@brackenmoor.example"] * number
    assert not any("2018" in as_sent(mail).text for mail in told)


def test_the_applicant_sees_how_the_confirmation_stands(client, accepted, officer):
    status = f"/go/application/{accepted.ref}/status/"
    assert "We ask the Department for Education to confirm it." in client.get(status).content.decode()
    move(accepted, "apply", officer)
    move(accepted, "approve", officer)
    assert "Confirmed by the Department for Education, 24 November 2026" in client.get(status).content.decode()


def page_of(client, row):
    return client.get(f"/go/application/{row.ref}/payer/")


def choice(client, row, payer="school", **changed):
    shown = page_of(client, row)
    seen = {name: field.initial for name, field in shown.context["form"].fields.items() if name.startswith("seen_")}
    return client.post(f"/go/application/{row.ref}/payer/", {**INVOICE, **seen, "payer": payer, **changed})


def test_the_mailed_link_leads_to_one_page_without_a_password(client_factory, refused):
    text = as_sent(mails("payer_asked")[0]).text
    path = text[text.index("/go/application/link/") :].split()[0].rstrip(").")
    answer = client_factory().get(path, follow=True)
    assert answer.redirect_chain[-1][0] == f"/go/application/{refused.ref}/payer/"
    words = answer.content.decode()
    assert all(
        part in words for part in ("Withdraw", "Keep my place", "the Department for Education did not confirm it")
    )


def test_a_lost_link_is_mailed_again_while_the_question_is_open(client_factory, refused):
    client_factory().post("/go/application/link/", {"email": YOU["email"]})
    assert len(mails("resume")) == 2  # the first when the application was begun


def test_going_on_names_the_payer_and_is_quoted_for_it(client, refused, eligible, officer):
    world.an_application("Tom Reed", school=eligible, payer="school", funding="school", offering=refused.offering)
    assert choice(client, refused).status_code == 302
    refused.refresh_from_db()
    assert (refused.payer, refused.purchase_order, refused.quote.payable_pence) == ("school", "BR-1044", 112_500)
    assert not PayerQuestion.objects.open().exists()
    assert page_of(client, refused).status_code == 302
    assert faults(refused) == set()


def test_a_double_click_is_one_choice(client, refused):
    shown = page_of(client, refused)
    seen = {name: field.initial for name, field in shown.context["form"].fields.items() if name.startswith("seen_")}
    for _ in range(2):
        client.post(f"/go/application/{refused.ref}/payer/", {**INVOICE, **seen, "payer": "self"})
    assert Entry.objects.about(refused).filter(happening="applications.payer_chosen").count() == 1
    assert refused.quotes.count() == 3


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"payer": ""}, "payer"),
        ({"payer": "bank"}, "payer"),
        ({"billing_email": "nobody"}, "billing_email"),
        ({"billing_name": " "}, "billing_name"),
    ],
)
def test_a_choice_that_is_not_complete_is_asked_again_with_what_was_typed(client, refused, changed, field):
    answer = choice(client, refused, **changed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert "Gedling Rise" in answer.content.decode()
    assert PayerQuestion.objects.open().exists()


def test_a_price_that_is_not_the_one_shown_is_shown_again(client, refused):
    answer = choice(client, refused, seen_school="100")
    assert (answer.status_code, "The price has changed" in answer.content.decode()) == (422, True)
    refused.refresh_from_db()
    assert (refused.payer, PayerQuestion.objects.open().count()) == ("", 1)


def test_withdrawing_costs_nothing_and_ends_it(client, refused, officer):
    client.post(f"/go/application/{refused.ref}/withdrawal/", {"code": "price", "reason": "No scholarship"})
    refused.refresh_from_db()
    assert refused.state == State.WITHDRAWN
    client.force_login(officer)
    assert client.get("/office/applications/scholarships/").context["listing"].count == 0


def in_a_confirmed_group(row):
    group = world.a_confirmed_group(12, offering=row.offering)
    Enrolment.objects.create(
        ref="C-1", group=group, application=row, person=row.applicant, joined_by=JoinedBy.CODE, seat=13
    )
    return group


def invoice_all(group, officer):
    return raise_course_invoices(group, by=officer, today=TODAY, now=NOW)


def test_no_invoice_before_the_person_has_chosen_not_even_by_hand_and_one_right_after(client, refused, officer):
    world.the_rates()
    group, place = in_a_confirmed_group(refused), Enrolment.objects.get(application=refused)
    invoice_all(group, officer)
    with pytest.raises(Refusal, match="they have not said who pays"):
        invoice_by_hand(place, by=officer, today=TODAY, now=NOW)
    assert [(one, why_not_yet(one)) for one in uninvoiced()] == [
        (place, "There is no scholarship, and they have not said who pays.")
    ]
    assert not place.invoice_lines.exists()
    choice(client, refused)
    drain()
    assert place.invoice_lines.get().invoice.total_pence == 125_000


def test_the_gate_is_the_open_question(refused, officer):
    """Without it the same place is invoiced: the test above can fail."""
    world.the_rates()
    group = in_a_confirmed_group(refused)
    PayerQuestion.objects.all().delete()
    invoice_all(group, officer)
    assert Enrolment.objects.get(application=refused).invoice_lines.exists()


def test_applying_again_gives_the_scholarship_back_and_drops_the_question(refused, officer):
    found = move(refused, "apply_again", officer, reason="The Department has more money")
    refused.refresh_from_db()
    assert (found.state, found.applied_on, refused.quote.outcome) == (Answered.TO_APPLY, None, "scholarship")
    assert not PayerQuestion.objects.open().exists()
    move(refused, "apply", officer)
    move(refused, "refuse", officer)
    assert (len(mails("payer_asked")), PayerQuestion.objects.open().count()) == (2, 1)


def test_whoever_has_said_who_pays_stays_so(client, refused, officer):
    choice(client, refused)
    with pytest.raises(Refusal, match="said who pays"):
        move(refused, "apply_again", officer)


@pytest.mark.parametrize(
    ("before", "verb", "on", "why"),
    [
        ([], "approve", TODAY, "It is to apply"),
        ([], "refuse", TODAY, "It is to apply"),
        (["apply"], "apply", TODAY, "It is applied"),
        (["apply"], "approve", TODAY - timedelta(days=9), "the answer came later"),
        (["apply"], "approve", TODAY + timedelta(days=1), "not come yet"),
        (["apply", "approve"], "exhaust", TODAY, "It is approved"),
        (["exhaust"], "apply", TODAY, "It is funds exhausted"),
    ],
)
def test_a_move_that_does_not_fit_is_refused_and_writes_nothing(accepted, officer, before, verb, on, why):
    for one in before:
        move(accepted, one, officer)
    state, entries = Confirmation.objects.get().state, Entry.objects.count()
    with pytest.raises(Refusal, match=why):
        move(accepted, verb, officer, on=on)
    assert (Confirmation.objects.get().state, Entry.objects.count()) == (state, entries)


@pytest.mark.parametrize("verb", ["refuse", "apply_again"])
def test_a_no_and_a_second_try_need_a_reason(accepted, officer, verb):
    move(accepted, "apply", officer)
    with pytest.raises(Refusal, match="Give the reason"):
        move(accepted, verb, officer, reason=" ")


def test_several_are_moved_together_or_not_at_all(client_factory, accepted, eligible, officer):
    other = apply(
        client_factory(), eligible, you={"name": "Tom Reed", "email": "tom@reed.example"}, teacher={"trn": "1234567"}
    )
    other = actions.accept_application(other, reason="Fits", by=officer, now=NOW)
    move(other, "apply", officer)
    with pytest.raises(Refusal, match=r"Tom Reed: It is applied\. Nothing was changed\."):
        actions.move_confirmations([accepted, other], verb="apply", on=TODAY, by=officer, now=NOW)
    assert Confirmation.objects.get(application=accepted).state == Answered.TO_APPLY


def test_a_finding_of_our_own_after_acceptance_ends_the_confirmation_and_asks(accepted, officer):
    actions.settle_scholarship(accepted, finding=Finding.FUNDED_BEFORE, words="Paid in 2018", by=officer, now=NOW)
    assert Confirmation.objects.get().state == Answered.ENDED
    assert (len(mails("payer_asked")), len(mails("settled"))) == (1, 0)
    actions.settle_scholarship(accepted, finding=Finding.ELIGIBLE, words="It was somebody else", by=officer, now=NOW)
    assert Confirmation.objects.get().state == Answered.TO_APPLY
    assert not PayerQuestion.objects.open().exists()


def test_the_answer_of_the_department_is_not_changed_in_passing(refused, officer):
    with pytest.raises(Refusal, match="Apply again first"):
        actions.settle_scholarship(refused, finding=Finding.ELIGIBLE, words="We think so", by=officer, now=NOW)


@pytest.mark.parametrize(
    "known",
    [{"trn": "1907342"}, {"name": "AMINA YUSUF", "born_on": date(1988, 5, 14)}],
    ids=["the same number", "the same name and birth date"],
)
def test_a_scholarship_approved_before_is_looked_at_first(client, eligible, officer, known):
    earlier = world.an_application(**({"name": "A. Yusuf"} | known), payable=0)
    Confirmation.objects.create(application=earlier, state=Answered.APPROVED, opened_at=NOW, applied_on=TODAY)
    draft = begin(client)
    fill(client, draft, pages(eligible.urn, payment={"funding": "scholarship"}, invoice={**INVOICE, "payer": "school"}))
    submit(client, draft)
    draft.refresh_from_db()
    assert (draft.quote.outcome, draft.quote.reason_code) == ("not_confirmed", "record_of_funding")
    Confirmation.objects.update(state=Answered.REFUSED)
    again = actions.requote(draft, by=officer, now=NOW)
    assert again.quote.outcome == "scholarship"
    assert faults(again) == set()


def test_a_category_that_changes_later_does_not_change_what_was_decided(accepted):
    DistrictCategory.objects.update(category="1")
    assert faults(accepted) == set()
