import pytest
from django.core.management import CommandError, call_command

from cadre.applications import actions
from cadre.applications.models import Application, Quote
from cadre.applications.states import State
from cadre.applications.tests.answers import DAYS, begin, fill, pages, submit
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.people.models import User
from tests import world

pytestmark = pytest.mark.django_db
NOW = world.NOW


def sent(kind: str) -> int:
    return Message.objects.filter(kind=f"applications.{kind}").count()


def test_accepting_gives_an_account_and_one_mail(submitted, officer):
    actions.accept_application(submitted, reason="All is well", by=officer, now=NOW)
    submitted.refresh_from_db()
    assert (submitted.state, submitted.applicant.email, sent("accepted")) == (State.ACCEPTED, submitted.email, 1)
    assert Entry.objects.about(submitted).first().sentence == "Ruth Adeyemi accepted Amina Yusuf: “All is well”"
    with pytest.raises(Refusal):
        actions.decline_application(submitted, reason="Changed my mind", by=officer, now=NOW)
    assert sent("declined") == 0


def test_an_account_that_exists_is_used_and_keeps_its_name(submitted, officer):
    before = world.a_user("Amina B. Yusuf", email=submitted.email.upper())
    actions.accept_application(submitted, reason="Fits", by=officer, now=NOW)
    submitted.refresh_from_db()
    assert (submitted.applicant, User.objects.get(pk=before.pk).name) == (before, "Amina B. Yusuf")


def test_a_question_is_answered_by_the_link_and_can_be_asked_again(client, submitted, officer):
    actions.ask_for_more(submitted, question="Which three days?", by=officer, now=NOW)
    page = client.get(f"/go/application/{submitted.ref}/status/").content.decode()
    assert "Which three days?" in page
    client.post(f"/go/application/{submitted.ref}/answer/", {"answer": "Mondays."})
    submitted.refresh_from_db()
    assert (submitted.state, submitted.question_answer) == (State.SUBMITTED, "Mondays.")
    actions.ask_for_more(submitted, question="Which Mondays?", by=officer, now=NOW)
    assert sent("asked") == 2


def test_an_empty_answer_is_refused_and_the_question_stays(client, submitted, officer):
    actions.ask_for_more(submitted, question="Which three days?", by=officer, now=NOW)
    answer = client.post(f"/go/application/{submitted.ref}/answer/", {"answer": "  "})
    assert (answer.status_code, "Write your answer." in answer.content.decode()) == (422, True)


def test_the_applicant_withdraws_signed_in(client, submitted, officer):
    row = actions.accept_application(submitted, reason="Fits", by=officer, now=NOW)
    client.force_login(row.applicant)
    assert row.ref in client.get(f"/candidate/applications/{row.ref}/").content.decode()
    client.post(f"/candidate/applications/{row.ref}/withdrawal/", {"code": "new_job", "reason": "In Leeds"})
    row.refresh_from_db()
    assert (row.state, sent("withdrawn")) == (State.WITHDRAWN, 1)


def test_accepting_several_is_all_or_none(client, submitted, officer):
    other = world.an_application("Tom Reed", state=State.WITHDRAWN, offering=submitted.offering)
    with pytest.raises(Refusal, match="Tom Reed"):
        actions.accept_applications([submitted, other], reason="Fits", by=officer, now=NOW)
    submitted.refresh_from_db()
    assert (submitted.state, sent("accepted")) == (State.SUBMITTED, 0)


def test_the_preview_shows_who_and_accepts_them(client, submitted, officer):
    client.force_login(officer)
    preview = client.get("/office/applications/bulk/accept/", {"ref": [submitted.ref, "OLP-NOBODY"]})
    assert [row.ref for row in preview.context["shown"].ready] == [submitted.ref]
    submitted.refresh_from_db()
    assert submitted.state == State.SUBMITTED
    client.post("/office/applications/bulk/accept/", {"ref": [submitted.ref], "reason": "Fits"})
    submitted.refresh_from_db()
    assert submitted.state == State.ACCEPTED


def test_a_school_that_staff_found_makes_a_new_quote_and_keeps_the_old(client, offering, officer):
    draft = begin(client)
    fill(client, draft, pages(payment={"funding": "scholarship"}, invoice={"payer": "school"}))
    submit(client, draft)
    school = world.a_school("Brackenmoor Academy", type_code="11")
    draft.refresh_from_db()
    assert draft.quote.outcome == "not_confirmed"
    client.force_login(officer)
    client.post(f"/office/applications/{draft.ref}/school/", {"urn": school.urn})
    draft.refresh_from_db()
    assert (draft.quote.outcome, draft.quote.reason_code, draft.quotes.count()) == (
        "list_fee",
        "not_publicly_funded",
        2,
    )


def test_stored_quotes_come_out_the_same_and_a_changed_rule_is_noticed(submitted, capsys):
    call_command("replay_quotes")
    assert "1 quotes worked out again, 100 % equal." in capsys.readouterr().out
    Quote.objects.update(sentence="It was cheaper then.")
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("replay_quotes")


def test_what_is_needed_at_events_is_kept_only_with_its_consent(client, offering, school):
    draft = begin(client)
    wish = {"needed": "Step-free access", "dietary": "Vegetarian"}
    refused = client.post(f"/go/application/{draft.ref}/days/", {**DAYS, **wish, "dietary_consent": "on"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["needed"])
    consented = {**wish, "dietary_consent": "on", "needed_consent": "on"}
    fill(client, draft, pages(school.urn, days=consented))
    submit(client, draft)
    made = Application.objects.get(pk=draft.pk).arrangement
    assert (made.needed, made.dietary, made.consent_text.count("\n")) == ("Step-free access", "Vegetarian", 1)


def test_reading_arrangements_is_recorded(client, submitted, officer):
    from cadre.applications.models import Arrangement

    Arrangement.objects.create(application=submitted, needed="Large print", consent_text="Yes", consented_at=NOW)
    client.force_login(officer)
    assert "Large print" not in client.get(f"/office/applications/{submitted.ref}/").content.decode()
    assert "Large print" in client.get(f"/office/applications/{submitted.ref}/arrangements/").content.decode()
    assert Entry.objects.about(submitted).first().sentence == "Ruth Adeyemi read what Amina Yusuf needs at events"
