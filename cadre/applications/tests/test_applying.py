import pytest

from cadre.applications.models import Application, Quote, ResumeLink
from cadre.applications.states import State
from cadre.applications.tests.answers import COURSE, begin, fill, pages, problems, submit
from cadre.journal.models import Entry
from cadre.messages.models import Message
from tests import world

pytestmark = pytest.mark.django_db


def test_a_complete_application_has_a_reference_a_quote_and_one_mail(client, submitted):
    status = client.get(f"/go/application/{submitted.ref}/status/")
    assert submitted.ref in status.content.decode()
    assert submitted.state == State.SUBMITTED
    assert (submitted.name, submitted.phone, submitted.billing_postcode) == ("Amina Yusuf", "+447700900123", "NG5 6QT")
    assert submitted.quote.payable_pence == world.FEES["NPQSL"]
    kinds = list(Message.objects.order_by("created_at", "kind").values_list("kind", flat=True))
    assert sorted(kinds) == ["applications.received", "applications.resume"]
    said = [entry.happening for entry in Entry.objects.about(submitted)]
    assert said == ["applications.submitted", "applications.started"]


def test_what_is_wrong_is_kept_and_said(client, offering):
    draft = begin(client)
    answer = client.post(
        f"/go/application/{draft.ref}/you/", {"name": "Siân", "email": "two@a.example, b@a.example", "phone": ""}
    )
    assert answer.status_code == 422
    assert "two@a.example, b@a.example" in answer.content.decode()
    again = client.get(f"/go/application/{draft.ref}/you/").content.decode()
    assert "two@a.example, b@a.example" in again
    assert "Siân" in again


def test_a_second_tab_loses_nothing(client, offering, school):
    draft = begin(client)
    stale = Application.objects.get(pk=draft.pk)
    fill(client, draft, {"support": pages()["support"]})
    from cadre.applications.actions import save_step

    save_step(stale, slug="days", typed=pages()["days"], ok=True, now=world.NOW)
    draft.refresh_from_db()
    assert sorted(draft.answers) == ["course", "days", "support"]


def test_the_mailed_link_opens_the_draft_in_another_browser_and_can_be_followed_twice(client, client_factory, draft):
    from cadre.applications.actions import new_link

    token = new_link(draft, now=world.NOW)
    for _ in range(2):
        other = client_factory()
        assert other.get(f"/go/application/{draft.ref}/you/").status_code == 404
        moved = other.get(f"/go/application/link/{token}/")
        assert token not in moved["Location"]
        assert "Amina Yusuf" in other.get(f"/go/application/{draft.ref}/you/").content.decode()
    assert ResumeLink.objects.filter(token_hash=token).count() == 0


def test_a_strangers_reference_answers_like_a_missing_one(client, client_factory, draft):
    stranger = client_factory()
    assert client.get(f"/go/application/{draft.ref}/you/").status_code == 200
    theirs = stranger.get(f"/go/application/{draft.ref}/you/")
    missing = stranger.get("/go/application/OLP-000000/you/")
    assert (theirs.status_code, missing.status_code) == (404, 404)
    assert len(theirs.content) == len(missing.content)


def test_what_is_typed_into_a_draft_that_no_longer_opens_is_shown(client_factory, draft):
    answer = client_factory().post(f"/go/application/{draft.ref}/role/", {"job_title": "Head of the sixth form"})
    assert "Head of the sixth form" in answer.content.decode()


def test_the_same_page_sent_twice_starts_one_application(client, offering):
    once = client.get("/apply/npqsl/").context["once"]
    places = {client.post("/apply/npqsl/", {**COURSE, "once": once})["Location"] for _ in range(3)}
    assert len(places) == 1
    assert Application.objects.count() == 1


def test_pressing_submit_again_is_the_same_application(client, draft):
    first, second = (
        submit(client, draft),
        client.post(f"/go/application/{draft.ref}/check/", {"true": "on", "seen": "1"}),
    )
    assert first["Location"] == second["Location"]
    assert (Quote.objects.count(), Message.objects.filter(kind="applications.received").count()) == (1, 1)


def test_a_change_from_the_check_page_returns_there(client, draft):
    answer = client.post(f"/go/application/{draft.ref}/support/", {**pages()["support"], "back": "check"})
    assert answer["Location"].endswith("/check/")


def test_a_change_that_alters_the_path_asks_what_is_missing(client, offering):
    school = scholarship_school()
    draft = begin(client)
    typed = pages(school.urn, payment={"funding": "scholarship"})
    del typed["invoice"]
    fill(client, draft, typed)
    assert client.get(f"/go/application/{draft.ref}/check/").status_code == 200
    client.post(f"/go/application/{draft.ref}/teacher/", {**pages()["teacher"], "before": "holds", "back": "check"})
    moved = client.get(f"/go/application/{draft.ref}/check/")
    assert "/invoice/" in moved["Location"]


def test_a_full_scholarship_is_quoted_with_its_reason_and_nobody_is_invoiced(client, offering):
    school = scholarship_school()
    draft = begin(client)
    typed = pages(school.urn, payment={"funding": "scholarship"})
    del typed["invoice"]
    fill(client, draft, typed)
    submit(client, draft)
    quote = Quote.objects.get()
    assert (quote.outcome, quote.reason_code, quote.payable_pence) == ("scholarship", "category_area", 0)
    assert quote.sentence == "Kirkmeadow Primary is in Ashfield, a category 5 area. That makes it eligible."


def test_a_school_that_is_not_listed_leaves_the_scholarship_not_confirmed(client, offering):
    draft = begin(client)
    fill(client, draft, pages(payment={"funding": "scholarship"}, invoice={"payer": "school"}))
    asked = client.get(f"/go/application/{draft.ref}/invoice/").content.decode()
    assert "our team has to find Brackenmoor Academy, Arnold in the register first" in asked
    submit(client, draft)
    assert Quote.objects.get().outcome == "not_confirmed"


def test_the_second_person_of_a_school_gets_the_discount(client, client_factory, submitted, school):
    other = client_factory()
    draft = begin(other)
    fill(other, draft, pages(school.urn, you={"name": "Daniel Osei", "email": "d.osei@brackenmoor.example"}))
    submit(other, draft)
    draft.refresh_from_db()
    assert (draft.quote.discount_pence, draft.quote.payable_pence) == (12_500, 112_500)
    assert "the second person Brackenmoor Academy is putting forward for spring 2027" in draft.quote.sentence


def test_a_price_that_changed_is_shown_before_it_is_agreed(client, draft):
    answer = client.post(f"/go/application/{draft.ref}/check/", {"true": "on", "seen": "100"})
    assert problems(answer) == ["The price has changed since you opened this page. Check it, then submit."]


def test_the_same_address_for_the_same_intake_is_refused_and_mailed_the_first(
    client, client_factory, submitted, school
):
    other = client_factory()
    draft = begin(other)
    fill(other, draft, pages(school.urn))
    assert "from this email address already" in problems(submit(other, draft))[0]
    assert (
        Message.objects.filter(to=submitted.email, kind="applications.resume", about_id=str(submitted.pk)).count() == 2
    )


def test_a_link_with_a_code_fills_partner_and_code(client, offering):
    partner = world.a_partner()
    code = partner.codes.get().shown
    page = client.get("/apply/npqsl/", {"code": code.lower()})
    assert page.context["form"]["partner"].value() == partner.slug
    assert page.context["form"]["code"].value() == code.lower()


def test_partner_and_code_of_another_are_both_kept_and_the_applicant_is_told_nothing(client, offering, school):
    chosen, other = world.a_partner(), world.a_partner("St Werburgh Alliance")
    draft = begin(client, partner=chosen.slug, code=other.codes.get().shown.replace("0", "o").lower())
    fill(client, draft, {"code": {"source": "partner"}, **pages(school.urn)})
    submit(client, draft)
    draft.refresh_from_db()
    assert draft.code_conflict == "The code belongs to St Werburgh Alliance."
    assert "St Werburgh" not in client.get(f"/go/application/{draft.ref}/status/").content.decode()


def test_a_partner_that_left_while_the_form_was_open_is_chosen_again(client, offering, school):
    partner = world.a_partner()
    draft = begin(client, partner=partner.slug)
    fill(client, draft, pages(school.urn))
    partner.left_on = world.TODAY
    partner.save()
    moved = client.get(f"/go/application/{draft.ref}/check/", follow=True)
    assert moved.redirect_chain[-1][0].endswith("/course/?back=check")
    assert problems(moved) == ["This partner is no longer offered. Choose again."]


def test_only_open_intakes_are_offered_and_the_server_checks(client, offering):
    world.an_offering(intake=world.an_intake("Autumn 2026", closes_in=-40, starts_in=-10))
    page = client.get("/apply/npqsl/")
    assert [slug for slug, _ in page.context["form"].fields["intake"].choices] == ["spring-2027"]
    answer = client.post("/apply/npqsl/", {**COURSE, "intake": "autumn-2026"})
    assert (answer.status_code, Application.objects.count()) == (422, 0)


def test_a_form_that_came_too_late_to_be_trusted_keeps_what_was_typed(client_factory, draft, client):
    strict = client_factory(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    answer = strict.post(f"/go/application/{draft.ref}/role/", {"job_title": "Head of year nine"})
    assert answer.status_code == 403
    assert "Head of year nine" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.answers["role"]["typed"]["job_title"] == "Assistant headteacher"


def scholarship_school():
    """A school in a district of category 5, on a list in use today."""
    from cadre.schools.models import CategoryList, District, DistrictCategory

    ashfield = District.objects.create(code="E07000170", name="Ashfield", region="East Midlands")
    used = CategoryList.objects.create(
        name="List of March 2016", from_on=world.SINCE, districts_as_at=world.SINCE, source="the department"
    )
    DistrictCategory.objects.create(list=used, district=ashfield, from_on=world.SINCE, category="5")
    return world.a_school("Kirkmeadow Primary", district=ashfield)


def test_a_draft_counts_for_the_partner_it_names_until_another_is_chosen(client, offering):
    peakside, trent = world.a_partner("Peakside Schools"), world.a_partner("Trent Reach Alliance")
    draft = begin(client, partner=peakside.slug)
    assert draft.preferred_partner == peakside
    client.post(f"/go/application/{draft.ref}/course/", {**COURSE, "partner": trent.slug})
    draft.refresh_from_db()
    assert draft.preferred_partner == trent
