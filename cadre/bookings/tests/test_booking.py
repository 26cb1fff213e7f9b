"""A party on its way, and those who are invited to it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cadre.applications.actions import settle_trust
from cadre.applications.models import Application
from cadre.bookings import actions
from cadre.bookings.actions.links import link_to_booking
from cadre.bookings.models import BookedPlace, Booking
from cadre.bookings.states import PlaceState
from cadre.bookings.tests.party import (
    AMINA,
    BILLING,
    LEAD,
    applies,
    begin,
    invitation,
    kinds_of_mail,
    place_of,
    text,
)
from cadre.journal.worker import drain
from cadre.lib import clock
from cadre.schools.models import Trust
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("policy")]


class TestTheDraft:
    def test_both_pages_where_one_applies_lead_to_it(self, client, offering):
        for url in (reverse("public:applications:start", args=["npqsl"]), "/how-to-apply/"):
            assert reverse("public:bookings:start") in client.get(url).content.decode()

    def test_an_empty_start_says_what_is_missing_and_keeps_what_was_typed(self, client, offering):
        answer = client.post(reverse("public:bookings:start"), {"lead_name": "Margaret", "intake": "spring-2027"})
        assert answer.status_code == 422
        assert "Margaret" in answer.content.decode()
        assert Booking.objects.count() == 0

    def test_a_double_click_starts_one_and_mails_one_link(self, client, offering):
        page = client.get(reverse("public:bookings:start"))
        said = {**LEAD, "intake": "spring-2027", "once": page.context["once"]}
        for _ in range(2):
            client.post(reverse("public:bookings:start"), said)
        assert Booking.objects.count() == 1
        assert kinds_of_mail(LEAD["lead_email"]) == ["bookings.booking_link"]

    def test_what_is_wrong_is_saved_too_and_said_line_by_line(self, client, school, peak):
        booking = begin(client)
        url = reverse("token:bookings:step", args=[booking.ref, "places"])
        answer = client.post(url, {"people_npqsl": "Amina Yusuf\nTom, t@b.example", "unnamed_npqsl": "many"})
        assert answer.status_code == 422
        assert "Line 1: add an email address" in text(answer)
        assert "Amina Yusuf\nTom, t@b.example" in client.get(url).content.decode()
        assert client.post(url, {}).status_code == 422

    def test_a_trust_that_the_register_does_not_know_is_not_invoiced(self, client, peak, offering):
        alone = world.a_school("Lone School")
        booking = begin(client)
        url = reverse("token:bookings:step", args=[booking.ref, "school"])
        answer = client.post(url, {"school": alone.urn, "payer": "trust"})
        assert answer.status_code == 422
        assert "We know no trust of Lone School" in text(answer)

    def test_another_browser_needs_the_link_and_a_lost_one_is_mailed_alike_for_anybody(self, client, draft):
        stranger = Client()
        assert "Open your booking" in text(stranger.get(reverse("token:bookings:booking", args=[draft.ref])))
        token = link_to_booking(draft, now=world.NOW)
        assert stranger.get(reverse("token:bookings:resume", args=[token])).status_code == 302
        assert "Check your booking" in text(stranger.get(reverse("token:bookings:check", args=[draft.ref])))
        said = [
            text(stranger.post(reverse("token:bookings:lost"), {"email": email})).replace(email, "")
            for email in (LEAD["lead_email"], "nobody@school.example")
        ]
        assert said[0] == said[1]

    def test_the_check_shows_the_discount_with_its_reason(self, client, draft):
        said = text(client.get(reverse("token:bookings:check", args=[draft.ref])))
        assert "for 4 people" in said
        assert "15% off" in said
        assert "Amina Yusuf, a.yusuf@brackenmoor.example" in said

    def test_nothing_is_booked_without_the_tick(self, client, draft):
        assert client.post(reverse("token:bookings:check", args=[draft.ref]), {}).status_code == 422
        assert BookedPlace.objects.count() == 0

    def test_booking_twice_books_once(self, client, draft):
        url = reverse("token:bookings:check", args=[draft.ref])
        for _ in range(2):
            assert client.post(url, {"true": "on"}).status_code == 302
        assert [(place.name, place.state) for place in BookedPlace.objects.order_by("offering", "number")] == [
            ("", PlaceState.UNNAMED),
            ("Amina Yusuf", PlaceState.INVITED),
            ("Tom Reed", PlaceState.INVITED),
            ("", PlaceState.UNNAMED),
        ]
        assert kinds_of_mail(AMINA) == ["bookings.invitation"]
        assert kinds_of_mail(LEAD["lead_email"]) == ["bookings.booking_link", "bookings.booking_received"]

    def test_after_the_deadline_it_is_refused_with_everything_kept(self, client, draft):
        with time_machine.travel(world.NOW + timedelta(days=18), tick=False):
            client.get(reverse("token:bookings:resume", args=[link_to_booking(draft, now=clock.now())]))
            answer = client.post(reverse("token:bookings:check", args=[draft.ref]), {"true": "on"})
            assert answer.status_code == 422
            assert "Registration for Spring 2027 closed" in text(answer)


class TestTheInvited:
    def test_they_type_what_is_theirs_and_the_rest_is_filled_in_and_settled(self, booked, peak, school):
        application = applies(place_of(booked))
        assert (application.preferred_partner, application.school, application.payer) == (peak, school, "school")
        assert (application.purchase_order, application.billing_email) == ("BR-1044", "finance@brackenmoor.example")
        drain(limit=1000)
        assert place_of(booked).state == PlaceState.FILLED

    def test_a_settled_step_cannot_be_changed_and_the_check_says_by_whom(self, booked):
        place, browser = place_of(booked), Client()
        browser.post(f"{invitation(place)}application/")
        place.refresh_from_db()
        url = f"/go/application/{place.application.ref}"
        browser.post(f"{url}/invoice/", {**BILLING, "purchase_order": "MINE"})
        assert browser.get(f"{url}/payment/").status_code == 302
        place.application.refresh_from_db()
        assert place.application.answers["invoice"]["typed"]["purchase_order"] == "BR-1044"

    def test_opening_is_seen_and_starting_twice_starts_one(self, client, booked):
        place = place_of(booked)
        url = invitation(place)
        assert "Margaret Tolley has booked you a place" in text(Client().get(url))
        assert "Opened" in text(client.get(reverse("token:bookings:booking", args=[booked.ref])))
        for _ in range(2):
            Client().post(f"{url}application/")
        assert Application.objects.count() == 1
        assert "Started" in text(client.get(reverse("token:bookings:booking", args=[booked.ref])))

    def test_turning_down_tells_the_lead_who_gives_the_place_to_another(self, client, booked):
        place = place_of(booked)
        url = invitation(place)
        for _ in range(2):
            answer = Client().post(f"{url}turning-down/", {"reason": "Not this year"}, follow=True)
        assert "turned it down" in text(answer)
        assert "bookings.place_turned_down" in kinds_of_mail(LEAD["lead_email"])
        page = reverse("token:bookings:place", args=[booked.ref, place.number])
        client.post(page, {"act": "replace", "name": "Zoe Hall", "email": "z.hall@brackenmoor.example"})
        assert place_of(booked, "z.hall@brackenmoor.example").state == PlaceState.INVITED

    def test_whoever_applied_already_is_linked_and_not_invited(self, client, draft, offering, school):
        before = world.an_application("Amina Yusuf", state="submitted", school=school, offering=offering)
        Application.objects.filter(pk=before.pk).update(email=AMINA.upper())
        client.post(reverse("token:bookings:check", args=[draft.ref]), {"true": "on"})
        assert BookedPlace.objects.get(application=before).state == PlaceState.FILLED
        assert kinds_of_mail(AMINA) == []

    def test_a_stranger_s_booking_does_not_learn_who_applied(self, client, draft, offering):
        before = world.an_application("Amina Yusuf", state="submitted", offering=offering)
        Application.objects.filter(pk=before.pk).update(email=AMINA)
        client.post(reverse("token:bookings:check", args=[draft.ref]), {"true": "on"})
        place = place_of(draft)
        assert (place.state, place.application) == (PlaceState.INVITED, None)
        answer = Client().post(f"{invitation(place)}link/", follow=True)
        assert "Your application fills the place" in text(answer)
        before.refresh_from_db()
        assert (place_of(draft).application, before.purchase_order) == (before, "BR-1044")

    def test_the_reaction_is_safe_to_repeat(self, booked):
        application = applies(place_of(booked))
        for _ in range(2):
            actions.fill_place(application, by=world.an_officer(), now=world.NOW)
        assert BookedPlace.objects.filter(application=application, state=PlaceState.FILLED).count() == 1

    def test_whoever_applies_without_the_link_from_the_same_school_fills_the_place(self, booked, school, offering):
        alone = world.an_application("Amina Yusuf", state="submitted", school=school, offering=offering)
        Application.objects.filter(pk=alone.pk).update(email=AMINA)
        alone.refresh_from_db()
        actions.fill_place(alone, by=world.an_officer(), now=world.NOW)
        assert place_of(booked).application == alone

    @pytest.mark.parametrize(("uid", "fills"), [("90001", True), ("90002", False)])
    def test_of_a_trust_s_booking_its_central_team_fills_places_and_no_other_trust_s(
        self, booked, school, offering, uid, fills
    ):
        trust = Trust.objects.get_or_create(uid=uid, defaults={"name": "Elsewhere Trust"})[0]
        Booking.objects.filter(pk=booked.pk).update(trust=Trust.objects.get(uid="90001"), school=None, payer="trust")
        alone = world.an_application("Amina Yusuf", state="submitted", offering=offering)
        Application.objects.filter(pk=alone.pk).update(email=AMINA, school=None, trust=trust, workplace_kind="trust")
        alone.refresh_from_db()
        actions.fill_place(alone, by=world.an_officer(), now=world.NOW)
        assert (place_of(booked).application == alone) is fills

    def test_a_central_team_whose_trust_is_found_later_fills_its_place_then(self, booked, school, offering):
        gedling, ruth = Trust.objects.get(uid="90001"), world.an_officer()
        Booking.objects.filter(pk=booked.pk).update(trust=gedling, school=None, payer="trust")
        typed = {"email": AMINA, "school": None, "trust": None, "workplace_kind": "trust"}
        gone = world.an_application("Amina Yusuf", state="withdrawn", offering=offering)
        Application.objects.filter(pk=gone.pk).update(**typed | {"trust": gedling})
        alone = world.an_application("Amina Yusuf", state="submitted", offering=offering)
        Application.objects.filter(pk=alone.pk).update(**typed)
        for one in (gone, alone):
            one.refresh_from_db()
            assert actions.fill_place(one, by=ruth, now=world.NOW) is None
        settle_trust(alone, trust=gedling, by=ruth, now=world.NOW)
        drain(limit=100)
        assert place_of(booked).application == alone

    @pytest.mark.parametrize("page", ["", "application/", "link/", "turning-down/"])
    def test_a_wrong_link_opens_nothing(self, page):
        url = reverse("token:bookings:invited", args=["no-such-token"]) + page
        assert (Client().post(url) if page else Client().get(url)).status_code == 404
