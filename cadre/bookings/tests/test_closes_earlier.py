"""Registration closes earlier: leads who booked are told once, kindly, with what remains to do."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cadre.bookings import actions
from cadre.bookings.models import Booking
from cadre.bookings.queries.bookings import not_done
from cadre.bookings.states import PlaceState
from cadre.bookings.tests.party import LEAD, applies, begin, place_of
from cadre.journal.worker import drain
from cadre.messages.models import Message
from cadre.messages.queries import as_sent
from cadre.programmes.actions import move_registration
from cadre.programmes.queries.following import Lines, mark_of
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("policy")]


def mails() -> list[Message]:
    return list(Message.objects.filter(kind="bookings.closes_earlier").order_by("pk"))


def move(intake, days: int) -> None:
    intake.refresh_from_db()
    to, seen = intake.closes_on + timedelta(days=days), mark_of(intake, Lines().followers(intake))
    facts = {"opens_on": intake.opens_on, "closes_on": to, "seen": seen, "reason": "Half term"}
    move_registration(intake, **facts, by=world.an_officer(), today=world.TODAY)
    drain(limit=1_000)


def test_a_lead_is_told_once_with_what_remains_and_a_link_that_opens_the_booking(client, booked):
    move(booked.intake, -4)
    (mail,) = mails()
    said = " ".join(mail.text.split())
    assert mail.to == LEAD["lead_email"]
    assert "until the end of 7 December 2026. We had said 11 December 2026, and are sorry for the change." in said
    assert "Name 2 people, by 24 November 2026, so that they have time to apply." in said
    assert "Ask Amina Yusuf, Tom Reed to apply by the end of 7 December 2026." in said
    link = re.search(r"/go/booking/link/[^\s)>\"]+", as_sent(mail).text).group()
    assert booked.ref in Client().get(link, follow=True).content.decode()
    before = booked.intake.closes_on
    again = {"before": before, "entry_pk": int(mail.key.rsplit(":", 1)[1]), "now": world.NOW}
    assert (actions.tell_leads_of_earlier_close(booked.intake, **again), len(mails())) == (0, 1)
    move(booked.intake, -1)
    assert len(mails()) == 2, "another move is another mail"


def test_a_later_closing_and_a_filled_booking_are_no_reason_to_write(booked):
    move(booked.intake, 3)
    assert mails() == []
    booked.places.filter(state=PlaceState.UNNAMED).update(state=PlaceState.WITHDRAWN)
    for email in ("a.yusuf@brackenmoor.example", "t.reed@brackenmoor.example"):
        applies(place_of(booked, email))
    drain(limit=1_000)
    move(booked.intake, -4)
    assert mails() == []


def test_a_lead_who_has_not_sent_the_booking_is_told_once_for_all_drafts(client, draft):
    later = begin(client)
    Booking.objects.filter(pk=later.pk).update(
        changed_at=world.NOW + timedelta(minutes=1), lead_email="M.Tolley@brackenmoor.example"
    )
    assert list(not_done(draft.intake)) == [later]
    move(draft.intake, -4)
    (mail,) = mails()
    assert "Send your booking by the end of 7 December 2026. It is not sent yet" in " ".join(mail.text.split())


def test_an_abandoned_draft_of_a_lead_who_has_booked_is_left_alone(client, booked):
    begin(client)
    assert list(not_done(booked.intake)) == [booked]


def test_the_page_that_moves_registration_says_first_how_many_leads_are_told(client, booked):
    client.force_login(world.an_officer())
    page, day = reverse("office:recruitment:registration", args=[booked.intake.slug]), booked.intake.closes_on

    def looked(day) -> str:
        typed = {"closes_on_day": day.day, "closes_on_month": day.month, "closes_on_year": day.year}
        return " ".join(client.post(page, typed).content.decode().split())

    said = looked(day - timedelta(days=4))
    assert "Bookings that are not sent or not filled" in said
    assert "Each lead is told by mail what remains to do by 7 December 2026." in said
    assert "Bookings that are not sent" not in looked(day + timedelta(days=4))
