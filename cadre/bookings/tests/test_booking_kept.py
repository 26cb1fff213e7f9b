"""A party that is booked: kept by whoever leads it, by the calendar, and in the office."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cadre.bookings import actions, timetable
from cadre.bookings.actions.links import link_to_booking
from cadre.bookings.states import BookingState, PlaceState
from cadre.bookings.tests.party import (
    AMINA,
    BILLING,
    LEAD,
    answers,
    applies,
    begin,
    fill,
    invitation,
    kinds_of_mail,
    place_of,
    text,
)
from cadre.journal.worker import drain
from cadre.lib import clock
from cadre.lib.errors import Refusal
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("policy")]


class TestKeeping:
    def test_an_unnamed_place_is_named_and_invited(self, client, booked):
        place = booked.places.filter(state=PlaceState.UNNAMED).first()
        page = reverse("token:bookings:place", args=[booked.ref, place.number])
        assert client.post(page, {"act": "name", "name": "Zoe Hall", "email": "no"}).status_code == 422
        client.post(page, {"act": "name", "name": "Zoe Hall", "email": "z.hall@brackenmoor.example"})
        assert kinds_of_mail("z.hall@brackenmoor.example") == ["bookings.invitation"]

    def test_the_same_person_has_one_place_for_a_course(self, client, booked, offering):
        place = booked.places.get(state=PlaceState.UNNAMED, offering=offering)
        page = reverse("token:bookings:place", args=[booked.ref, place.number])
        answer = client.post(page, {"act": "name", "name": "Amina", "email": AMINA.upper()})
        assert answer.status_code == 422
        assert "has a place in this booking already" in text(answer)

    def test_a_corrected_address_voids_the_old_invitation(self, client, booked):
        place = place_of(booked)
        old = invitation(place)
        page = reverse("token:bookings:place", args=[booked.ref, place.number])
        client.post(page, {"act": "correct", "name": "Amina Yusuf", "email": "amina@brackenmoor.example"})
        assert Client().get(old).status_code == 404
        assert kinds_of_mail("amina@brackenmoor.example") == ["bookings.invitation"]

    def test_whoever_has_applied_is_neither_withdrawn_nor_replaced_by_the_lead(self, booked):
        applies(place_of(booked))
        drain(limit=1000)
        said = {"by": world.an_officer(), "now": world.NOW}
        with pytest.raises(Refusal, match="Amina Yusuf has applied"):
            actions.withdraw_place(place_of(booked), reason="x", **said)
        with pytest.raises(Refusal, match="Amina Yusuf has applied"):
            actions.replace_place(place_of(booked), name="Z", email="z@b.example", **said)

    def test_a_withdrawn_place_leaves_the_person_their_draft_without_the_billing(self, client, booked):
        place = place_of(booked)
        Client().post(f"{invitation(place)}application/")
        place.refresh_from_db()
        application = place.application
        page = reverse("token:bookings:place", args=[booked.ref, place.number])
        client.post(page, {"act": "withdraw", "reason": "left the school"})
        place.refresh_from_db()
        application.refresh_from_db()
        assert (place.state, place.application) == (PlaceState.WITHDRAWN, None)
        assert application.answers["invoice"]["typed"] == {}
        assert application.answers["noted"]["settled"] == {}
        assert "bookings.place_withdrawn" in kinds_of_mail(AMINA)

    def test_billing_changes_once_for_every_application(self, client, booked):
        application = applies(place_of(booked))
        drain(limit=1000)
        url = reverse("token:bookings:billing", args=[booked.ref])
        assert client.post(url, {**BILLING, "billing_email": ""}).status_code == 422
        client.post(url, {**BILLING, "purchase_order": "BR-2000"})
        application.refresh_from_db()
        assert application.purchase_order == "BR-2000"

    def test_more_places_while_registration_is_open_and_never_more_than_the_largest_party(self, client, booked):
        url = reverse("token:bookings:adding", args=[booked.ref])
        client.post(url, {"people_npqml": "Zoe Hall, z.hall@brackenmoor.example"})
        assert place_of(booked, "z.hall@brackenmoor.example").number == 5
        answer = client.post(url, {"unnamed_npqml": "40"})
        assert (answer.status_code, "40 places at most" in text(answer)) == (422, True)
        with time_machine.travel(world.NOW + timedelta(days=18), tick=False):
            client.get(reverse("token:bookings:resume", args=[link_to_booking(booked, now=clock.now())]))
            assert client.post(url, {"unnamed_npqml": "1"}).status_code == 422

    def test_one_or_all_are_reminded_once_a_day_at_most(self, client, booked):
        url = reverse("token:bookings:reminders", args=[booked.ref])
        assert "had a mail within the last day" in text(client.post(url, follow=True))
        with time_machine.travel(world.NOW + timedelta(days=1), tick=False):
            assert "2 people are reminded" in text(client.post(url, follow=True))
            page = reverse("token:bookings:place", args=[booked.ref, place_of(booked).number])
            assert "had a mail within the last day" in text(client.post(page, {"act": "remind"}, follow=True))

    def test_a_withdrawn_booking_ends_what_nobody_applied_for(self, client, booked):
        url = reverse("token:bookings:ending", args=[booked.ref])
        assert client.post(url, {"reason": ""}).status_code == 422
        client.post(url, {"reason": "No budget"})
        booked.refresh_from_db()
        assert booked.state == BookingState.WITHDRAWN
        assert set(booked.places.values_list("state", flat=True)) == {PlaceState.WITHDRAWN}


class TestTime:
    def at(self, days: int, **more):
        return world.NOW + timedelta(days=days, **more)

    def passes(self, days: int, **more) -> None:
        now = self.at(days, **more)
        with time_machine.travel(now, tick=False):
            for _ in range(2):
                timetable.keep_bookings(now.date(), now)

    def test_leads_are_asked_for_names_and_people_reminded_each_once(self, booked):
        assert booked.places.filter(state=PlaceState.UNNAMED).first().name_by == world.TODAY + timedelta(days=3)
        self.passes(5)
        assert kinds_of_mail(LEAD["lead_email"]).count("bookings.names_wanted") == 1
        assert kinds_of_mail(AMINA) == ["bookings.invitation", "bookings.invitation_reminder"]

    def test_after_the_deadline_what_is_not_filled_lapses_once(self, booked):
        applies(place_of(booked))
        drain(limit=1000)
        self.passes(17)
        booked.refresh_from_db()
        assert booked.state == BookingState.OPEN
        self.passes(18)
        booked.refresh_from_db()
        assert booked.state == BookingState.LAPSED
        assert sorted(booked.places.values_list("state", flat=True)) == ["filled", "lapsed", "lapsed", "lapsed"]
        assert kinds_of_mail(LEAD["lead_email"]).count("bookings.booking_lapsed") == 1


class TestTheOffice:
    @pytest.fixture
    def office(self) -> Client:
        client = Client()
        client.force_login(world.an_officer())
        return client

    def test_the_list_is_filtered_exported_and_reminds_many(self, office, booked):
        url = reverse("office:bookings:bookings")
        assert "Brackenmoor Academy" in text(office.get(url, {"show": "unnamed", "q": "tolley"}))
        assert "No booking here" in text(office.get(url, {"show": "full"}))
        assert "BR-1044" in b"".join(office.get(url, {"format": "csv"}).streaming_content).decode()
        with time_machine.travel(world.NOW + timedelta(days=1), tick=False):
            office.force_login(world.an_officer())
            answer = office.post(reverse("office:bookings:reminding"), {"refs": booked.ref}, follow=True)
            assert "2 people are reminded" in text(answer)

    def test_the_office_acts_for_the_lead_and_it_is_recorded(self, office, booked):
        place = place_of(booked)
        page = reverse("office:bookings:place", args=[booked.ref, place.number])
        office.post(page, {"act": "withdraw", "reason": "asked by phone"})
        said = text(office.get(reverse("office:bookings:booking", args=[booked.ref])))
        assert "Ruth Adeyemi withdrew the place of Amina Yusuf: “asked by phone”" in said

    def test_finance_looks_and_does_not_act(self, booked):
        client = Client()
        client.force_login(world.an_officer("Martin Hale", "finance"))
        assert client.get(reverse("office:bookings:booking", args=[booked.ref])).status_code == 200
        assert client.get(reverse("office:bookings:adding", args=[booked.ref])).status_code == 404
        assert client.post(reverse("office:bookings:reminders", args=[booked.ref])).status_code == 404

    def test_the_list_costs_the_same_for_any_number(self, office, booked):
        from bench.counts import queries

        url = reverse("office:bookings:bookings")
        few = queries(lambda: office.get(url))
        for n in range(20):
            booked.pk, booked.ref, booked.started_with = None, f"OLP-B-{n:06}", f"copy {n}"
            booked.save()
        assert queries(lambda: office.get(url)) == few


def test_a_party_that_stays_together_waits_together(client, school, peak, offering):
    booking = begin(client)
    fill(client, booking, answers(school, peak, partner={"keeps_together": "on"}))
    client.post(reverse("token:bookings:check", args=[booking.ref]), {"true": "on"})
    from cadre.applications.actions import accept_application
    from cadre.bookings.models import QueueEntry

    for email in (AMINA, "t.reed@brackenmoor.example"):
        application = applies(place_of(booking, email))
        drain(limit=1000)
        accept_application(
            application, reason="fits", despite="one school, one party", by=world.an_officer(), now=world.NOW
        )
        drain(limit=1000)
    entry = QueueEntry.objects.get()
    assert (entry.places, entry.email, entry.booking) == (2, LEAD["lead_email"], booking)


def test_names_are_wanted_by_the_new_closing_when_registration_is_moved(booked):
    """Named and invited places have no such day, and keep none."""
    before = booked.places.get(state=PlaceState.UNNAMED, offering__qualification__code="NPQSL").name_by
    intake = booked.intake
    intake.closes_on -= timedelta(days=2)
    assert [actions.count_names_anew(intake, today=world.TODAY) for _ in range(2)] == [2, 0]
    days = dict(booked.places.values_list("state", "name_by"))
    assert days == {PlaceState.INVITED: None, PlaceState.UNNAMED: before - timedelta(days=2)}
