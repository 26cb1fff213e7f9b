"""Every page of every persona as HTML: as it opens, and as it answers an empty form; and pages that need a link."""

import re
from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cadre.applications.steps import STEPS as QUESTIONS
from cadre.bookings.actions import name_place
from cadre.bookings.actions.links import link_to_booking, link_to_entry, link_to_place
from cadre.bookings.forms.booking import STEPS
from cadre.bookings.tests.party import answers
from cadre.consent.actions.links import link_to_offer
from cadre.evaluation.models import Invitation
from cadre.facilitators import reference as policy
from cadre.facilitators.actions import ask_referees
from cadre.journal.actions import System
from cadre.lib import clock
from cadre.lib.refs import new_token, token_hash
from cadre.messages.models import Message
from cadre.messages.queries import as_sent
from cadre.partners.models import Memorandum, SigningLink
from cadre.people.access import AUDIENCES
from cadre.scheduling.actions import ask_whether
from cadre.scheduling.queries.answers import token_of
from cadre.staffing.actions.links import link_to as link_to_seat
from cadre.staffing.models import Invitation as SeatInvitation
from tests.access.inventory import Page, address
from tests.access.test_grid import held_scopes
from tests.access.two_sides import World
from tests.accessibility.site import Shown
from tests.proved import just_proved

READERS = {
    "public": ["anonymous"],
    "token": ["anonymous"],
    "signed_in": ["ops", "partner_lead"],
    "candidate": ["candidate", "applicant"],
    "facilitator": ["facilitator"],
    "partner": ["partner_lead", "partner_finance"],
    "office": ["ops", "finance", "sysadmin", "quality", "marketing", "dpo"],
}
"""Who reads the pages of an audience, first choice first."""
READ, REFUSED = {200, 409, 410}, {422, 409}


def every_page(made: World, found: list[Page]) -> list[Shown]:
    """Each of the pages once, as the first of its readers that may open it; each form once more, sent empty."""
    clients = {persona: client_of(persona, made) for personas in READERS.values() for persona in personas}
    shown: list[Shown] = []
    for page in found:
        for persona in readers_of(page, made):
            states = list(_states(page, persona, clients[persona], address(page, made.a)))
            shown += states
            if states:
                break
    return shown


def readers_of(page: Page, made: World) -> list[str]:
    """Those of its audience to whom the matrix opens the page, first choice first; a stranger where none is needed."""
    audience = page.access[2] if page.access else "public"
    known = READERS[audience]
    return [one for one in known if held_scopes(one, made, page)] if AUDIENCES.get(audience) else known


def client_of(persona: str, made: World) -> Client:
    client = Client()
    if persona != "anonymous":
        client.force_login(made.personas[persona])
        just_proved(client)
    return client


def _states(page: Page, persona: str, client: Client, path: str) -> Iterator[Shown]:
    opened = client.get(path)
    if opened.status_code in READ and (one := Shown.of(f"{page.name} as {persona}", path, opened)):
        yield one
    sent = _undone(client, path)
    if sent.status_code in REFUSED and (one := Shown.of(f"{page.name} as {persona}, sent empty", f"/sent{path}", sent)):
        yield one


def _undone(client: Client, path: str) -> HttpResponse:
    with transaction.atomic():
        reply = client.post(path, {})
        transaction.set_rollback(True)
    return reply


def _waiting_and_booking(made: World) -> Iterator[Shown]:
    """An entry of the waiting list, a booking with its places, a booking on its way, and an invitation, by link."""
    now, booking = clock.now(), made.a.booking
    waiting = reverse("token:bookings:waiting", args=[link_to_entry(made.a.queued, now=now)])
    yield from _both(Client(), "token:bookings:waiting", waiting)
    lead = Client()
    lead.get(reverse("token:bookings:resume", args=[link_to_booking(booking, now=now)]))
    for name in ("booking", "adding", "billing", "ending"):
        yield from _both(lead, f"token:bookings:{name}", reverse(f"token:bookings:{name}", args=[booking.ref]))
    yield from _both(lead, "token:bookings:place", reverse("token:bookings:place", args=[booking.ref, 1]))
    place = booking.places.get(number=1)
    name_place(place, name="Zoe Hall", email="z.hall@school.example", by=System("Lead"), now=now)
    yield from _both(lead, "token:bookings:place, named", reverse("token:bookings:place", args=[booking.ref, 1]))
    yield from _both(
        Client(), "token:bookings:invited", reverse("token:bookings:invited", args=[link_to_place(place, now=now)])
    )
    said = {"lead_name": "Lead", "lead_email": "lead@school.example", "intake": booking.intake.slug}
    started = lead.post(reverse("public:bookings:start"), said)
    draft = started["Location"].rstrip("/").rsplit("/", 2)[-2]
    for step in STEPS:
        yield from _both(lead, f"token:bookings:step, {step}", reverse("token:bookings:step", args=[draft, step]))
    for step, typed in answers(made.a.application.school, made.a.partner).items():
        lead.post(reverse("token:bookings:step", args=[draft, step]), typed)
    yield from _both(lead, "token:bookings:check", reverse("token:bookings:check", args=[draft]))


def pages_by_link(made: World) -> Iterator[Shown]:
    """An application on its way with all its questions, evaluation by its mailed link, and what refuses a stranger."""
    applicant = Client()
    offering = made.a.group.offering
    started = applicant.post(
        reverse("public:applications:start", args=[offering.qualification.slug]),
        {"intake": offering.intake.slug, "partner": made.a.partner.slug, "code": ""},
    )
    draft = started["Location"].rstrip("/").rsplit("/", 2)[-2]
    for step in QUESTIONS:
        path = reverse("token:applications:step", args=[draft, step])
        yield from _both(applicant, f"apply, {step}", path)
    yield from _both(applicant, "apply, later", reverse("token:applications:later", args=[draft]))
    yield from _waiting_and_booking(made)
    place = reverse("token:consent:offer", args=[link_to_offer(made.a.offer, now=clock.now())])
    yield from _both(Client(), "token:consent:offer", place)
    yield from _associate(made)
    yield from _asked_by_link(made)
    yield from _both(Client(), "evaluation", evaluation_link(made))
    for name, path in (
        ("nowhere", "/nothing-here/"),
        ("sign in", "/sign-in/"),
        ("no way in", f"/go/application/{draft}/"),
    ):
        yield from filter(None, [Shown.of(name, path, Client().get(path))])


def _associate(made: World) -> Iterator[Shown]:
    """An application to become a facilitator on its way, and its referee's form."""
    policy.load(clock.today())
    client = Client()
    started = client.post(
        reverse("public:facilitators:associate_start"), {"name": "Ann", "email": "ann@school.example"}
    )
    at, typed = started["Location"], _typed_by_an_associate(made)
    for slug in ("you", "experience", "referees"):
        yield from _both(client, f"become a facilitator, {slug}", f"{at}{slug}/")
        client.post(f"{at}{slug}/", typed)
    yield from _both(client, "become a facilitator, check", f"{at}check/")
    ask_referees(made.a.associate, now=clock.now())
    mail = Message.objects.filter(kind="facilitators.reference_asked").first()
    link = re.search(r"/go/reference/[^\s)>\"]+", as_sent(mail).text)
    yield from _both(Client(), "a reference", link.group())


def _typed_by_an_associate(made: World) -> dict[str, str]:
    """What may be sent, of every page."""
    referees = {
        f"referee{number}_{part}": words
        for number in (1, 2)
        for part, words in (("name", "Hana Head"), ("email", f"head{number}@school.example"), ("role", "Head"))
    }
    return referees | {
        "phone": "01632 960 123",
        "role": "Deputy head",
        "employer": "Bonsall School",
        "region": "East Midlands",
        "serving": "on",
        "years_leading": "6",
        "experience": "I coach new heads of department.",
        "subjects": "Curriculum",
        "qualifications": made.a.group.offering.qualification.slug,
    }


def _asked_by_link(made: World) -> Iterator[Shown]:
    """A memorandum to sign, a moved date to say yes or no to, and a seat for a facilitator to take."""
    now, memorandum = clock.now(), Memorandum.objects.filter(partner=made.a.partner, state="sent").get()
    token = new_token()
    SigningLink.objects.create(
        memorandum=memorandum,
        document=memorandum.document,
        token_hash=token_hash(token),
        expires_at=now + timedelta(days=1),
    )
    yield from _both(Client(), "token:partners:signing", reverse("token:partners:signing", args=[token]))
    person = made.a.place.person
    answer = ask_whether(made.a.event, [person], now=now)[person.pk]
    yield from _both(
        Client(), "token:scheduling:can_come", reverse("token:scheduling:can_come", args=[token_of(answer)])
    )
    seat = SeatInvitation.objects.order_by("pk").first()
    assert seat is not None
    here = reverse("token:staffing:invitation", args=[link_to_seat(seat, now=now)])
    yield from _both(Client(), "token:staffing:invitation", here)


def _both(client: Client, name: str, path: str) -> Iterator[Shown]:
    yield from filter(None, [Shown.of(name, path, client.get(path))])
    yield from filter(None, [Shown.of(f"{name}, sent empty", f"/sent{path}", client.post(path, {}))])


def evaluation_link(made: World) -> str:
    """From the first invitation's mail, as its reader would follow it."""
    invitation = Invitation.objects.filter(event=made.a.event).first()
    mail = Message.objects.filter(kind="evaluation.invitation", to=invitation.enrolment.application.email).first()
    return re.search(r"/go/evaluation/[^\s)>\"]+", as_sent(mail).text).group()
