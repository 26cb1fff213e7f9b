"""What a lead types when they book, and ways to type it."""

import re

from django.test import Client
from django.urls import reverse

from cadre.applications.models import Application
from cadre.applications.tests.answers import DAYS, EQUALITY, HEARD, ROLE, SUPPORT, TEACHER, submit
from cadre.bookings.actions.links import link_to_place
from cadre.bookings.models import BookedPlace, Booking
from cadre.bookings.states import PlaceState
from cadre.lib import clock
from cadre.messages.models import Message

LEAD = {"lead_name": "Margaret Tolley", "lead_email": "m.tolley@brackenmoor.example", "lead_role": "Headteacher"}
BILLING = {
    "billing_name": "Finance office",
    "billing_email": "finance@brackenmoor.example",
    "billing_address": "Gedling Rise\nArnold",
    "billing_postcode": "ng56qt",
    "purchase_order": "BR-1044",
}
PEOPLE = "Amina Yusuf, a.yusuf@brackenmoor.example\nTom Reed, t.reed@brackenmoor.example"
AMINA = "a.yusuf@brackenmoor.example"


def text(answer) -> str:
    body = answer.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", body[body.index("<main") :]).split())


def kinds_of_mail(email: str) -> list[str]:
    return sorted(Message.objects.filter(to=email).values_list("kind", flat=True))


def answers(school, peak, **changed) -> dict[str, dict[str, str]]:
    """What is typed at each step, in order."""
    typed = {
        "places": {"people_npqsl": PEOPLE, "unnamed_npqsl": "1", "people_npqml": "", "unnamed_npqml": "1"},
        "school": {"school": school.urn, "place": "", "q": "", "payer": "school"},
        "partner": {"partner": peak.slug, "code": "PEAK-0001"},
        "billing": BILLING,
    }
    return {slug: {**fields, **changed.get(slug, {})} for slug, fields in typed.items()}


def begin(client) -> Booking:
    answer = client.post(reverse("public:bookings:start"), {**LEAD, "intake": "spring-2027"})
    assert answer.status_code == 302, text(answer)
    return Booking.objects.latest("pk")


def fill(client, booking, typed) -> None:
    for slug, fields in typed.items():
        answer = client.post(reverse("token:bookings:step", args=[booking.ref, slug]), fields)
        assert answer.status_code == 302, (slug, text(answer))


def place_of(booking, email=AMINA) -> BookedPlace:
    return booking.places.get(email=email, state__in=(PlaceState.INVITED, PlaceState.FILLED))


def invitation(place) -> str:
    return reverse("token:bookings:invited", args=[link_to_place(place, now=clock.now())])


def applies(place) -> Application:
    """The person follows the invitation, and types what is theirs alone."""
    browser = Client()
    browser.post(f"{invitation(place)}application/")
    place.refresh_from_db()
    application = place.application
    own = {
        "you": {"name": place.name, "email": place.email, "phone": "07700 900123"},
        "teacher": TEACHER,
        "role": ROLE,
        "support": SUPPORT,
        "days": DAYS,
        "heard": HEARD,
        "equality": EQUALITY,
    }
    for slug, fields in own.items():
        answer = browser.post(f"/go/application/{application.ref}/{slug}/", fields)
        assert answer.status_code == 302, (slug, text(answer))
    application.refresh_from_db()
    answer = submit(browser, application)
    assert answer.status_code == 302, text(answer)
    application.refresh_from_db()
    return application
