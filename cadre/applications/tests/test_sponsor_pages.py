"""The sponsor's pages by link, the applicant's and the office's."""

from datetime import timedelta

import pytest
from django.test import Client

from cadre.applications import actions, invoiced
from cadre.applications.models import Application, Arrangement, SponsorLink, Sponsorship
from cadre.applications.tests.answers import SUPPORT
from cadre.applications.tests.sponsors import HEAD, RATINGS, asked, gateway, mails, named, path_in, token_in
from cadre.messages.models import Message
from tests import world
from tests.scenes import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offering")]
NOW = world.NOW


def page(answer) -> str:
    return " ".join(answer.content.decode().split())


def way(one: Sponsorship) -> str:
    """The address of one application's page, from the mail that asked."""
    return path_in(
        next(message for message in mails("asked", one.email) if message.about_id == str(one.application_id))
    )


@pytest.fixture
@kept
def one() -> Sponsorship:
    return asked(named())


def test_the_mailed_link_shows_what_concerns_the_sponsor_and_nothing_else(client):
    facts = {"trn": "7654321", "born_on": world.SINCE.replace(year=1979), "phone": "+447700900777"}
    application = named(**facts, applicant=world.a_user("Amina Yusuf", "amina@home.example"))
    Arrangement.objects.create(
        application=application, needed="CANARY", dietary="CANARY", consent_text="yes", consented_at=NOW
    )
    shown = page(client.get(way(asked(application))))
    wanted = ["Will you sponsor Amina Yusuf?", "NPQSL", "£1,250.00", "Your school pays", "Day 1", "between"]
    assert [words for words in wanted if words not in shown] == []
    hidden = ["7654321", "1979", "7700900777", "CANARY", "amina@home.example", "equality"]
    assert [words for words in hidden if words in shown] == []


def test_looking_is_noted_once_and_changes_nothing_else(client, one):
    path = way(one)
    client.get(path)
    Sponsorship.objects.update(opened_at=NOW - timedelta(hours=1))
    client.get(path)
    one.refresh_from_db()
    assert (one.opened_at, one.state) == (NOW - timedelta(hours=1), "waiting")


def test_confirming_takes_one_press_and_a_second_one_changes_nothing(client, one):
    path = way(one)
    for _ in range(2):
        answer = client.post(f"{path}confirmation/", {"seen": "waiting", "purchase_order": "PO-77"}, follow=True)
        assert answer.status_code == 200
    one.refresh_from_db()
    assert (one.state, Application.objects.get().purchase_order) == ("confirmed", "PO-77")
    assert "You sponsor Amina Yusuf" in page(answer)


def test_ratings_that_lack_one_are_kept_and_the_lacking_one_is_named(client):
    path = way(asked(named(offering=gateway())))
    typed = {f"rating_{key}": score for key, score in RATINGS.items() if key != "respect"}
    answer = client.post(f"{path}confirmation/", {"seen": "waiting", "role": "Head", **typed})
    assert answer.status_code == 422
    assert "Choose a rating for respect." in page(answer)
    assert 'name="rating_commitment" value="4" checked' in page(answer)
    assert 'value="Head"' in page(answer)
    answer = client.post(f"{path}confirmation/", {"seen": "waiting", "role": "Head", **typed, "rating_respect": "9"})
    assert "Choose a rating for respect from 1 to 4." in page(answer)
    client.post(f"{path}confirmation/", {"seen": "waiting", "role": "Head", **typed, "rating_respect": "1"})
    assert dict(Sponsorship.objects.get().ratings.values_list("behaviour", "score")) == RATINGS
    assert "1 of 4: seldom seen" in page(client.get(path))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Choose a reason."),
        ({"reason": "boredom"}, "This is no longer offered. Choose again."),
        ({"reason": "other", "words": " "}, "Say in a few words why not."),
        ({"reason": "time", "words": "x" * 2001}, "2,000"),
    ],
)
def test_declining_needs_a_reason(client, one, typed, words):
    answer = client.post(f"{way(one)}refusal/", {"seen": "waiting", **typed})
    assert (answer.status_code, words in page(answer)) == (422, True), page(answer)[:3000]
    one.refresh_from_db()
    assert one.state == "waiting"


def test_declining_is_told_to_the_applicant_who_names_another(client, submitted):
    one = asked(submitted)
    Client().post(f"{way(one)}refusal/", {"seen": "waiting", "reason": "time", "words": "For the office"})
    status = page(client.get(f"/go/application/{submitted.ref}/status/"))
    assert "Does not sponsor you" in status
    assert "For the office" not in status
    typed = {"sponsor_name": "Peter Hall", "sponsor_email": "p.hall@b.example"}
    wrong = client.post(f"/go/application/{submitted.ref}/other-sponsor/", typed | {"sponsor_email": submitted.email})
    assert (wrong.status_code, "own email address" in page(wrong), "Peter Hall" in page(wrong)) == (422, True, True)
    client.post(f"/go/application/{submitted.ref}/other-sponsor/", typed)
    assert "Peter Hall" in page(client.get(f"/go/application/{submitted.ref}/status/"))
    assert Client().get(way(one)).status_code == 404
    assert mails("asked", "p.hall@b.example")


def test_signed_in_the_applicant_names_another_too_and_nobody_else_can(client, one):
    typed = {"sponsor_name": "Peter Hall", "sponsor_email": "p.hall@b.example"}
    path = f"/candidate/applications/{one.application.ref}/sponsor/"
    client.force_login(named("Somebody Else").applicant)
    assert client.post(path, typed).status_code == 404
    client.force_login(one.application.applicant)
    assert client.post(path, typed).status_code == 302
    assert Sponsorship.objects.current().get(application=one.application).name == "Peter Hall"


def test_links_that_are_unknown_old_replaced_or_somebody_elses_answer_alike(client, one):
    other = asked(named("Ben Crowther", email="other@head.example"))
    good, foreign = way(one), way(one).replace(one.application.ref, other.application.ref)
    assert client.get(good).status_code == 200
    gone = client.get("/go/sponsor/no-such-token/")
    bodies = {page(gone)}
    bodies.add(page(client.get(foreign)))
    assert client.post(f"{foreign}confirmation/", {"seen": "waiting"}).status_code == 404
    actions.replace_sponsor(one.application, name="P", email="p@b.example", by=world.an_officer(), now=NOW)
    bodies |= {page(client.get(good)), page(client.get(good.rsplit("/", 2)[0] + "/"))}
    still = way(other)
    assert client.get(still).status_code == 200
    SponsorLink.objects.update(expires_at=NOW)
    bodies.add(page(client.get(still)))
    assert gone.status_code == 404
    assert len({body.split("csrfmiddlewaretoken")[0] for body in bodies}) == 1
    other.refresh_from_db()
    assert other.state == "waiting"


def test_a_sponsor_with_ten_applicants_sees_one_list_and_confirms_several_at_once(client):
    people = [asked(named(f"Person {n}")) for n in range(9)] + [asked(named("Gate Person", offering=gateway()))]
    asked(named("Somebody Else", email="other@head.example"))
    path = f"/go/sponsor/{token_in(mails('asked', HEAD)[0])}/"
    shown = page(client.get(path))
    assert all(str(one.application) in shown for one in people)
    assert "Somebody Else" not in shown
    assert shown.count('name="refs"') == 9
    assert "10 people wait for you" in shown
    actions.withdraw_application(people[0].application, reason="New job", by=people[0].application.applicant, now=NOW)
    picked = [one.application.ref for one in people]
    answer = client.post(f"{path}confirmations/", {"refs": picked}, follow=True)
    assert "Person 0: Person 0 has withdrawn" in page(answer)
    assert "Give a rating for each" in page(answer)
    assert Sponsorship.objects.filter(state="confirmed").count() == 8


def test_ticking_nobody_or_somebody_elses_applicant_confirms_nobody(client, one):
    other = asked(named("Ben Crowther", email="other@head.example"))
    path = f"/go/sponsor/{token_in(mails('asked', HEAD)[0])}/confirmations/"
    for refs in ([], [other.application.ref], ["nobody"]):
        assert client.post(path, {"refs": refs}).status_code == 422
    assert not Sponsorship.objects.filter(state="confirmed").exists()


def test_the_invoice_is_corrected_with_the_same_link_after_confirming(client, one):
    path = way(one)
    client.post(f"{path}confirmation/", {"seen": "waiting"})
    typed = {
        "billing_name": "Finance office",
        "billing_email": "not an address",
        "billing_address": "Gedling Rise",
        "billing_postcode": "ng56qt",
        "purchase_order": "PO-9",
    }
    wrong = client.post(f"{path}invoice/", typed)
    assert (wrong.status_code, "Gedling Rise" in page(wrong)) == (422, True)
    assert client.post(f"{path}invoice/", typed | {"billing_email": "f@b.example"}).status_code == 302
    row = Application.objects.get()
    assert (row.purchase_order, row.billing_postcode) == ("PO-9", "NG5 6QT")


def test_once_invoiced_the_page_says_what_to_do_instead(client, one, monkeypatch):
    monkeypatch.setattr(invoiced, "_tellers", [lambda _application, *, lock: "OLP-000009"])
    path = way(one)
    assert "Invoice OLP-000009 is issued" in page(client.get(path))
    typed = {
        "billing_name": "Office",
        "billing_email": "f@b.example",
        "billing_address": "Gedling Rise",
        "billing_postcode": "NG5 6QT",
    }
    answer = client.post(f"{path}invoice/", {**typed, "purchase_order": "PO-9"})
    assert (answer.status_code, "we credit it and issue it again" in page(answer)) == (422, True)


def test_where_somebody_pays_for_themselves_their_address_is_not_the_sponsors(client):
    shown = page(client.get(way(asked(named(payer="self", billing_address="7 Private Lane")))))
    assert ("Amina Yusuf pays" in shown, "Private Lane" in shown) == (True, False)


def test_a_link_is_mailed_again_and_the_answer_is_the_same_for_strangers(client, one):
    answers = [client.post("/go/sponsor/link/", {"email": email}) for email in (HEAD, "stranger@nowhere.example")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert page(answers[0]).replace(HEAD, "") == page(answers[1]).replace("stranger@nowhere.example", "")
    assert [message.to for message in mails("link")] == [HEAD]
    assert client.post("/go/sponsor/link/", {"email": "x"}).status_code == 422


def test_the_office_sees_filters_and_exports_who_is_sponsored(client, one):
    actions.confirm_sponsorship(asked(named("Ben Crowther")), seen="waiting", now=NOW)
    named("Cara Dale")
    client.force_login(world.an_officer())
    found = {
        state: [row.name for row in client.get("/office/applications/", {"sponsor": state}).context["listing"].rows]
        for state in ("waiting", "confirmed", "declined", "none")
    }
    assert found == {"waiting": ["Amina Yusuf"], "confirmed": ["Ben Crowther"], "declined": [], "none": ["Cara Dale"]}
    text = b"".join(client.get("/office/applications/?format=csv").streaming_content).decode()
    assert sorted(line.split(",")[-6] for line in text.splitlines()[1:]) == ["Confirmed", "Not asked", "Waiting"]


def test_the_office_reads_ratings_and_words_and_finance_does_not(client):
    one = asked(named(offering=gateway()))
    actions.confirm_sponsorship(one, seen="waiting", ratings=RATINGS, role="Headteacher", now=NOW)
    declined = asked(named("Ben Crowther"))
    actions.decline_sponsorship(declined, seen="waiting", reason="time", words="SECRET WORDS", now=NOW)
    read = {}
    for role in ("ops", "finance"):
        client.force_login(world.an_officer(role=role))
        read[role] = page(client.get(f"/office/applications/{one.application.ref}/")) + page(
            client.get(f"/office/applications/{declined.application.ref}/")
        )
    assert ("4 of 4: a strength" in read["ops"], "SECRET WORDS" in read["ops"]) == (True, True)
    assert ("4 of 4: a strength" in read["finance"], "SECRET WORDS" in read["finance"]) == (False, False)
    assert "The school cannot release them" in read["finance"]


def test_the_office_names_another_sponsor_and_sees_a_mail_that_failed(client, one):
    Message.objects.update(state="failed", last_error="No such mailbox")
    client.force_login(world.an_officer())
    path = f"/office/applications/{one.application.ref}/"
    assert "did not arrive" in page(client.get(path))
    wrong = client.post(f"{path}sponsor/", {"sponsor_name": "", "sponsor_email": "p.hall@b.example"})
    assert (wrong.status_code, "p.hall@b.example" in page(wrong)) == (422, True)
    client.post(f"{path}sponsor/", {"sponsor_name": "Peter Hall", "sponsor_email": "p.hall@b.example"})
    shown = page(client.get(path))
    assert ("Peter Hall" in shown, "did not arrive" in shown, "Asked before: Margaret Tolley" in shown) == (
        True,
        False,
        True,
    )


def test_an_application_from_before_is_asked_about_by_hand(client):
    application = named()
    client.force_login(world.an_officer())
    client.post(f"/office/applications/{application.ref}/sponsor/request/")
    assert len(mails("asked", HEAD)) == 1


def test_reminders_are_previewed_and_skip_whoever_was_mailed_today(client):
    old, new = asked(named("Old", email="a@b.example")), asked(named("New", email="c@d.example"))
    third = asked(named("Third", email="a@b.example"))
    Sponsorship.objects.exclude(pk=new.pk).update(mailed_on=world.TODAY - timedelta(days=2))
    bare = named("Bare")
    client.force_login(world.an_officer())
    picked = [one.application.ref for one in (old, new)] + [bare.ref]
    preview = client.get("/office/applications/sponsor-reminders/", {"ref": picked})
    lines = {line.address: (line.why_not, [one.name for one in line.people]) for line in preview.context["lines"]}
    assert lines == {
        "a@b.example": ("", ["Third", "Old"]),
        "c@d.example": ("Mailed today already", ["New"]),
        HEAD: ("Not asked yet", ["Bare"]),
    }
    assert mails("reminder") == []
    for _ in range(2):
        client.post("/office/applications/sponsor-reminders/", {"refs": picked})
    assert [message.to for message in mails("reminder")] == ["a@b.example"]
    assert str(third.application) in mails("reminder")[0].text
    assert client.post("/office/applications/sponsor-reminders/", {}).status_code == 422


def test_a_partners_lead_sees_nothing_of_sponsors(client, one):
    partner = world.a_partner()
    Application.objects.update(preferred_partner=partner)
    client.force_login(world.a_partner_lead(partner))
    shown = page(client.get("/partner/people/"))
    assert ("Amina Yusuf" in shown, "Margaret Tolley" in shown, "Sponsor" in shown) == (True, False, False)


def test_a_sponsor_who_is_the_applicant_is_refused_in_the_questions(client, draft):
    typed = SUPPORT | {"sponsor_email": draft.email.upper()}
    answer = client.post(f"/go/application/{draft.ref}/support/", typed)
    assert (answer.status_code, "your own email address" in page(answer)) == (422, True)


def test_the_preview_of_acceptance_and_the_page_say_what_would_be_an_exception(client, one):
    client.force_login(world.an_officer())
    preview = page(client.get("/office/applications/bulk/accept/", {"ref": one.application.ref}))
    assert "sponsor’s answer" in preview
    assert "Accepting is recorded as an exception." in page(client.get(f"/office/applications/{one.application.ref}/"))
    actions.confirm_sponsorship(one, seen="waiting", now=NOW)
    preview = page(client.get("/office/applications/bulk/accept/", {"ref": one.application.ref}))
    assert ("Amina Yusuf" in preview, "sponsor’s answer" in preview) == (True, False)
    assert "exception" not in page(client.get(f"/office/applications/{one.application.ref}/"))


def test_a_sponsor_who_declined_neither_sees_nor_changes_the_invoice(client):
    one = asked(named(billing_address="Gedling Rise"))
    assert "Gedling Rise" in page(client.get(way(one)))
    actions.decline_sponsorship(one, seen="waiting", reason="time", now=NOW)
    assert "Gedling Rise" not in page(client.get(way(one)))
    typed = {
        "billing_name": "Office",
        "billing_email": "f@b.example",
        "billing_address": "Elsewhere",
        "billing_postcode": "NG5 6QT",
    }
    assert client.post(f"{way(one)}invoice/", typed).status_code == 422
    assert Application.objects.get().billing_address == "Gedling Rise"


def test_a_form_open_for_too_long_comes_back_with_what_was_typed(one):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(f"{way(one)}confirmation/", {"seen": "waiting", "purchase_order": "PO-KEPT"})
    assert (answer.status_code, "PO-KEPT" in page(answer)) == (403, True)
    one.refresh_from_db()
    assert one.state == "waiting"


def test_how_an_applicant_rated_themselves_is_not_the_sponsors(client):
    evidence = [{"area": "leading_impact", "words": "CANARY-EVIDENCE"}]
    one = asked(named(offering=gateway(), gateway_ratings={"leading_impact": 4}, gateway_evidence=evidence))
    actions.confirm_sponsorship(one, seen="waiting", ratings=RATINGS, role="Head", now=NOW)
    shown = page(client.get(way(one)))
    assert ("How you rated them" in shown, "CANARY-EVIDENCE" in shown, "leading_impact" in shown) == (
        True,
        False,
        False,
    )
