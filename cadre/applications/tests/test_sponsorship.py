"""What is kept of a sponsor, and who is told what."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cadre.applications import actions, invoiced
from cadre.applications.actions.sponsorship import NoLongerAsked
from cadre.applications.models import Application, SponsorLink, SponsorRating, SponsorRules, Sponsorship
from cadre.applications.sponsor_panel import undelivered_to
from cadre.applications.tests.sponsors import HEAD, RATINGS, asked, gateway, mails, named, path_in, token_in
from cadre.applications.timetable import remind_sponsors
from cadre.journal.models import Entry
from cadre.journal.worker import drain
from cadre.lib.errors import Conflict, Refusal
from cadre.lib.refs import token_hash
from cadre.messages.models import Message
from cadre.messages.queries import as_sent
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offering")]
NOW = world.NOW
DAY = timedelta(days=1)


def sentences(application: Application) -> list[str]:
    return [entry.sentence for entry in Entry.objects.about(application).order_by("pk")]


def test_handing_in_asks_the_sponsor_once_and_keeps_only_a_hash(submitted):
    drain(limit=100)
    drain(limit=100)
    (message,) = mails("asked", HEAD)
    assert "Amina Yusuf" in message.subject
    asked_now = Sponsorship.objects.get()
    assert (asked_now.application, asked_now.name, asked_now.state) == (submitted, "Margaret Tolley", "waiting")
    token = token_in(message)
    link = SponsorLink.objects.get()
    assert (link.token_hash, link.address) == (token_hash(token), HEAD)
    assert token not in message.text + message.html
    assert actions.ask_sponsor(submitted, now=NOW) == asked_now
    assert len(mails("asked")) == 1


def test_an_application_whose_sponsor_is_the_applicant_asks_nobody():
    application = named(email="Amina@home.example", applicant=world.a_user("Amina Yusuf", "amina@HOME.example"))
    assert actions.ask_sponsor(application, now=NOW) is None
    assert not Sponsorship.objects.exists()


def test_confirming_keeps_when_and_by_which_rules():
    one = actions.confirm_sponsorship(asked(named()), seen="waiting", now=NOW + DAY)
    one.refresh_from_db()
    assert (one.state, one.answered_at, one.rules) == ("confirmed", NOW + DAY, SponsorRules.objects.get())
    assert sentences(one.application)[-1] == "Margaret Tolley sponsors Amina Yusuf"


def test_confirming_twice_is_one_confirmation():
    one = asked(named())
    for hours in (1, 2):
        actions.confirm_sponsorship(one, seen="waiting", now=NOW + timedelta(hours=hours))
    one.refresh_from_db()
    assert one.answered_at == NOW + timedelta(hours=1)
    assert sum("sponsors" in words for words in sentences(one.application)) == 1


def test_before_a_gateway_every_behaviour_is_rated_and_kept_with_its_rules():
    one = asked(named(offering=gateway()))
    for wrong in ({}, {**RATINGS, "charm": 4}, {key: RATINGS[key] for key in list(RATINGS)[1:]}):
        with pytest.raises(Refusal, match="Give a rating"):
            actions.confirm_sponsorship(one, seen="waiting", ratings=wrong, now=NOW)
    actions.confirm_sponsorship(one, seen="waiting", ratings=RATINGS, role="Headteacher", now=NOW)
    assert dict(one.ratings.values_list("behaviour", "score")) == RATINGS
    with pytest.raises(IntegrityError), transaction.atomic():
        SponsorRating.objects.create(sponsorship=one, behaviour="charm", score=5)


def test_no_ratings_are_taken_without_a_gateway():
    with pytest.raises(Refusal, match="Nothing is rated"):
        actions.confirm_sponsorship(asked(named()), seen="waiting", ratings=RATINGS, now=NOW)


def test_declining_tells_the_applicant_kindly_and_the_office_everything():
    one = actions.decline_sponsorship(
        asked(named()), seen="waiting", reason="time", words="Two colleagues go already.", now=NOW
    )
    (message,) = mails("declined")
    text = as_sent(message).text
    assert message.to == one.application.email
    assert "cannot release you for the days" in text
    assert "Two colleagues" not in text
    assert "/go/application/link/" in text
    assert (
        "does not sponsor Amina Yusuf: “The school cannot release them for the days”" in sentences(one.application)[-1]
    )
    assert actions.decline_sponsorship(one, seen="waiting", reason="money", now=NOW).reason == "time"
    assert len(mails("declined")) == 1


def test_a_sponsor_may_change_their_mind_until_the_decision():
    one = asked(named())
    actions.decline_sponsorship(one, seen="waiting", reason="not_now", now=NOW)
    one = actions.confirm_sponsorship(one, seen="declined", now=NOW)
    assert (one.state, one.reason) == ("confirmed", "")
    one = actions.decline_sponsorship(one, seen="confirmed", reason="money", now=NOW)
    assert (one.state, len(mails("declined"))) == ("declined", 2)
    actions.confirm_sponsorship(one, seen="declined", now=NOW)
    Application.objects.update(state="accepted")
    with pytest.raises(Refusal, match="accepted already"):
        actions.decline_sponsorship(one, seen="confirmed", reason="money", now=NOW)


def test_an_answer_from_a_page_that_showed_another_state_is_refused():
    one = asked(named())
    actions.confirm_sponsorship(one, seen="waiting", now=NOW)
    with pytest.raises(Conflict, match="You confirmed this meanwhile"):
        actions.decline_sponsorship(one, seen="waiting", reason="time", now=NOW)
    one.refresh_from_db()
    assert (one.state, mails("declined")) == ("confirmed", [])


def test_after_a_withdrawal_no_answer_counts():
    one = asked(named())
    actions.withdraw_application(one.application, reason="New job", by=one.application.applicant, now=NOW)
    with pytest.raises(Refusal, match="has withdrawn"):
        actions.confirm_sponsorship(one, seen="waiting", now=NOW)
    with pytest.raises(Refusal, match="has withdrawn"):
        actions.decline_sponsorship(one, seen="waiting", reason="time", now=NOW)
    with pytest.raises(Refusal, match="ended"):
        actions.replace_sponsor(one.application, name="Peter", email="p@b.example", by=world.an_officer(), now=NOW)


def test_another_sponsor_is_asked_and_the_earlier_one_told_no_more_than_needed():
    application = named()
    before, officer = asked(application), world.an_officer()
    after = actions.replace_sponsor(application, name="Peter Hall", email="p.hall@b.example", by=officer, now=NOW)
    before.refresh_from_db()
    application.refresh_from_db()
    assert (before.state, before.replaced_by, before.replaced_at) == ("replaced", after, NOW)
    assert (application.sponsor_name, application.sponsor_email) == ("Peter Hall", "p.hall@b.example")
    (released,) = mails("released")
    assert (released.to, "Peter" in released.text) == (HEAD, False)
    assert mails("asked", "p.hall@b.example")
    assert "Ruth Adeyemi named Peter Hall as sponsor instead of Margaret Tolley" in sentences(application)
    with pytest.raises(NoLongerAsked):
        actions.confirm_sponsorship(before, seen="waiting", now=NOW)
    with pytest.raises(NoLongerAsked):
        actions.correct_invoice_details(before, details={"purchase_order": "PO-1"}, now=NOW)


def test_a_sponsor_who_declined_is_not_written_to_again_when_replaced():
    one = actions.decline_sponsorship(asked(named()), seen="waiting", reason="not_mine", now=NOW)
    actions.replace_sponsor(one.application, name="P", email="p@b.example", by=world.an_officer(), now=NOW)
    assert mails("released") == []


@pytest.mark.parametrize("email", ["HEAD@brackenmoor.example", "amina@home.example"])
def test_neither_the_present_sponsor_nor_the_applicant_is_named_again(email):
    application = named(applicant=world.a_user("Amina Yusuf", "amina@home.example"))
    asked(application)
    with pytest.raises(Refusal) as refused:
        actions.replace_sponsor(application, name="X", email=email, by=world.an_officer(), now=NOW)
    assert refused.value.field == "sponsor_email"
    assert Sponsorship.objects.count() == 1


def test_the_database_keeps_one_sponsor_at_a_time_and_every_answer_whole():
    one = asked(named())
    with pytest.raises(IntegrityError), transaction.atomic():
        Sponsorship.objects.create(application=one.application, asked_at=NOW, mailed_on=NOW.date())
    for wrong in ({"state": "declined", "answered_at": NOW}, {"state": "confirmed"}, {"state": "replaced"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sponsorship.objects.filter(pk=one.pk).update(**wrong)


def test_ten_applicants_are_one_mail_a_day_until_all_are_answered():
    people = [asked(named(f"Person {n}")) for n in range(10)]
    other = asked(named("Somebody Else", email="other@head.example"))
    friday = world.TODAY + 3 * DAY
    assert [remind_sponsors(world.TODAY + n * DAY, NOW + n * DAY) for n in (1, 2)] == [0, 0]
    assert [remind_sponsors(friday, NOW + 3 * DAY) for _ in range(3)] == [2, 0, 0]
    (message,) = mails("reminder", HEAD)
    assert all(f"Person {n}" in message.text for n in range(10))
    assert "Somebody Else" not in message.text
    assert message.subject == "Waiting for you as sponsor: 10 people"
    actions.confirm_sponsorships(people[:9], now=NOW + 3 * DAY)
    actions.decline_sponsorship(other, seen="waiting", reason="unknown", now=NOW + 3 * DAY)
    later = world.TODAY + 9 * DAY
    assert remind_sponsors(later, NOW + 9 * DAY) == 1
    assert "Person 9" in mails("reminder", HEAD)[-1].text
    assert "Person 8" not in mails("reminder", HEAD)[-1].text


@pytest.mark.parametrize("ends", ["withdrawn", "declined"])
def test_nobody_is_reminded_of_an_application_that_has_ended(ends):
    one = asked(named())
    Application.objects.update(state=ends)
    assert remind_sponsors(world.TODAY + 3 * DAY, NOW + 3 * DAY) == 0
    Application.objects.filter(pk=one.application_id).update(state="submitted")
    assert remind_sponsors(world.TODAY + 3 * DAY, NOW + 3 * DAY) == 1


def test_reminders_stop_when_the_course_begins(offering):
    asked(named())
    begins = offering.intake.starts_on
    assert remind_sponsors(begins, NOW) == 0
    assert remind_sponsors(begins - DAY, NOW) == 1


def test_whoever_was_asked_today_about_somebody_is_not_reminded_of_another_today():
    asked(named("First"))
    friday = world.TODAY + 3 * DAY
    asked(named("Second"), now=NOW + 3 * DAY)
    assert remind_sponsors(friday, NOW + 3 * DAY) == 0
    assert remind_sponsors(friday + DAY, NOW + 4 * DAY) == 1
    assert "Second" in mails("reminder")[0].text


def test_the_days_of_reminders_are_dated_rows():
    asked(named())
    SponsorRules.objects.update(remind_after=[1], remind_before=[])
    assert remind_sponsors(world.TODAY + DAY, NOW + DAY) == 1


def test_acceptance_without_a_confirmation_is_recorded_as_an_exception():
    one = asked(named())
    actions.accept_application(
        one.application, reason="Known to us", despite="Known to us", by=world.an_officer(), now=NOW
    )
    exception = "accepted Amina Yusuf as an exception: Margaret Tolley was asked to sponsor them and has not answered."
    assert [words for words in sentences(one.application) if "exception" in words] == [f"Ruth Adeyemi {exception}"]


def test_acceptance_with_a_confirmation_is_none():
    one = actions.confirm_sponsorship(asked(named()), seen="waiting", now=NOW)
    actions.accept_application(one.application, reason="Fits", despite="Known to us", by=world.an_officer(), now=NOW)
    assert [words for words in sentences(one.application) if "exception" in words] == []


def test_where_the_rules_want_a_confirmation_nobody_is_accepted_without():
    SponsorRules.objects.update(acceptance="confirmation")
    one = asked(named())
    with pytest.raises(Refusal, match="has not answered"):
        actions.accept_application(
            one.application, reason="Fits", despite="Known to us", by=world.an_officer(), now=NOW
        )
    assert Application.objects.get().state == "submitted"


def test_the_purchase_order_and_the_invoice_address_are_corrected_until_there_is_an_invoice(monkeypatch):
    one = asked(named(billing_name="Office"))
    changed = {"purchase_order": "PO-77", "billing_name": "Office", "billing_email": "new@office.example"}
    row = actions.correct_invoice_details(one, details=changed, now=NOW)
    assert (row.purchase_order, row.billing_email) == ("PO-77", "new@office.example")
    assert sentences(row)[-1] == "Margaret Tolley changed their email address, the purchase order of Amina Yusuf"
    monkeypatch.setattr(invoiced, "_tellers", [lambda _application, *, lock: "OLP-000009"])
    with pytest.raises(Refusal, match="OLP-000009"):
        actions.correct_invoice_details(one, details={"purchase_order": "PO-78"}, now=NOW)
    assert Application.objects.get().purchase_order == "PO-77"


@pytest.mark.parametrize("facts", [{"payer": "self"}, {"payable": 0}])
def test_nobody_corrects_an_invoice_that_does_not_concern_the_school(facts):
    one = asked(named(**facts))
    with pytest.raises(Refusal, match="not invoiced"):
        actions.correct_invoice_details(one, details={"purchase_order": "PO-1"}, now=NOW)


def test_a_confirmation_with_a_purchase_order_that_is_too_late_is_no_confirmation(monkeypatch):
    one = asked(named())
    monkeypatch.setattr(invoiced, "_tellers", [lambda _application, *, lock: "OLP-000009"])
    with pytest.raises(Refusal):
        actions.confirm_with_order(one, purchase_order="PO-1", seen="waiting", now=NOW)
    one.refresh_from_db()
    assert one.state == "waiting"


def test_a_mail_to_the_sponsor_that_failed_is_known():
    one = asked(named())
    assert undelivered_to(one) is None
    Message.objects.filter(pk=mails("asked")[0].pk).update(state="failed", last_error="No such mailbox")
    assert undelivered_to(one).last_error == "No such mailbox"


def test_an_old_link_is_replaced_by_mail_once_an_hour_and_only_for_who_is_asked():
    asked(named())
    for email in (HEAD.upper(), HEAD, "stranger@nowhere.example"):
        actions.send_sponsor_link(email, now=NOW)
    assert [path_in(message).startswith("/go/sponsor/") for message in mails("link")] == [True]
