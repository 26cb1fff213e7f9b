"""Two have the same form open: the second to save is shown what the first saved, loses nothing, and saves knowingly.

Every form that changes what is there, but for those with proofs of their own: partners' details, venues and profiles,
dates, timelines, marks, rules and words of mails.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cadre.bookings.models import BookedPlace, Booking
from cadre.bookings.states import BookingState, PlaceState
from cadre.delivery.actions import complete_register, mark_many, register_of
from cadre.facilitators import reference as associate_policies
from cadre.finance.actions.invoicing import Charge, Payer, issue_invoice
from cadre.finance.rules.invoices import Line
from cadre.journal.actions import System
from cadre.lib.seen import LOOK_AGAIN
from cadre.partners import reference as partner_policies
from cadre.partners.models import Contact, HostingItem
from cadre.staffing.models import Briefing
from cadre.training import actions as training
from cadre.training import reference as training_policies
from tests import world
from tests.proved import just_proved
from tests.said_again import Shown
from tests.wanderer import Forms
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
WHO = System("Test")


@dataclass
class Edit:
    """A form of the page `path`: the field to change, what the first and the second write in it, what is kept then.

    `first` and `second` are as the page shows them. `more`: what else has to be filled in. `to`: where it is sent.
    """

    path: str
    field: str
    first: str
    second: str
    kept: Callable[[], object]
    more: dict[str, str] | None = None
    to: str = ""


def a_contact() -> Edit:
    contact = Contact.objects.get(user=world.a_partner_lead(world.a_partner()))
    path = reverse("office:partners:person", args=[contact.pk])
    return Edit(path, "postal_address", "1 High Street", "2 High Street", lambda: Contact.objects.get().postal_address)


def a_checklist() -> Edit:
    partner_policies.load(TODAY)
    venue, item = world.a_partner().venues.get(), HostingItem.objects.order_by("pk").first()
    path = reverse("office:partners:venue_checks", args=[venue.pk])
    return Edit(path, f"note_{item.pk}", "By the gate", "By the hall", lambda: venue.checks.get(item=item).note)


def a_size() -> Edit:
    group = world.a_group(1)
    path = reverse("office:groups:resizing", args=[group.ref])
    return Edit(path, "size", "20", "22", lambda: str(type(group).objects.get(pk=group.pk).size))


def a_session() -> Edit:
    associate_policies.load(TODAY), training_policies.load(TODAY)
    day = TODAY + timedelta(days=14)
    parts = [training.PartPlan(day, datetime(2027, 1, 1, 9, 30).time(), datetime(2027, 1, 1, 12, 30).time())]
    about = {"kind": "half_day", "title": "Half-day: groups", "region": "East Midlands", "host": world.a_partner()}
    row = training.plan_session(
        **about, venue="Bonsall School", places=9, parts=parts, by=world.an_officer("Omar"), now=NOW, today=TODAY
    )
    path = reverse("office:training:changing", args=[row.ref])
    return Edit(path, "venue", "Bonsall Hall", "Bonsall Church", lambda: type(row).objects.get().venue)


def a_briefing() -> Edit:
    event = world.a_confirmed_group(2).events.order_by("starts_on")[0]
    path, day = reverse("office:staffing:briefing", args=[event.ref]), event.starts_on - timedelta(days=2)
    first, second = "https://meet.example/1", "https://meet.example/2"
    more = {"day": f"{day:%d/%m/%Y}", "at": "16:00"}
    to = reverse("office:staffing:office_setting", args=[event.ref])
    return Edit(path, "joining_link", first, second, lambda: Briefing.objects.get().joining_link, more, to)


def notes_of_a_briefing() -> Edit:
    event = world.a_confirmed_group(2).events.order_by("starts_on")[0]
    said = {"joining_link": "https://meet.example/1", "set_at": NOW - timedelta(days=2)}
    Briefing.objects.create(event=event, starts_at=NOW - timedelta(hours=2), **said)
    to = reverse("office:staffing:office_keeping", args=[event.ref])
    path = reverse("office:staffing:briefing", args=[event.ref])
    return Edit(path, "notes", "Bring the cards.", "Bring the maps.", lambda: Briefing.objects.get().notes, None, to)


def a_correction() -> Edit:
    group = world.staffed(world.a_group(2), world.a_facilitator())
    event, by = world.an_event(group, 1, on=TODAY), world.an_officer("Omar")
    register, refs = register_of(event), list(group.enrolments.values_list("ref", flat=True))
    mark_many(register, dict.fromkeys(refs, ("attended", "")), by=by, now=NOW)
    complete_register(register, by=by, now=NOW)
    path = reverse("office:delivery:correction", args=[event.ref, refs[0]])

    def note() -> str:
        return register.attendances.get(enrolment__ref=refs[0]).note

    return Edit(path, "note", "Left at two", "Left at three", note, {"reason": "A slip"})


def a_booking() -> Booking:
    offering, school = world.an_offering(), world.a_school("Brackenmoor Academy")
    lead = {"lead_name": "Margaret Tolley", "lead_email": "m@brackenmoor.example", "payer": "school"}
    billing = {"billing_name": "Finance", "billing_email": "pay@brackenmoor.example", "billing_postcode": "NG5 6QT"}
    at = {"created_at": NOW, "changed_at": NOW, "submitted_at": NOW, "billing_address": "Gedling Rise, Arnold"}
    row = Booking.objects.create(
        ref="BK-1", intake=offering.intake, school=school, state=BookingState.OPEN, **lead, **billing, **at
    )
    about = {"name": "Amina Yusuf", "email": "amina@brackenmoor.example", "state": PlaceState.INVITED}
    row.places.create(offering=offering, number=1, invited_at=NOW, **about)
    return row


def a_billing() -> Edit:
    path = reverse("office:bookings:billing", args=[a_booking().ref])
    return Edit(path, "purchase_order", "PO-1", "PO-2", lambda: Booking.objects.get().purchase_order)


def a_booked_place() -> Edit:
    path = reverse("office:bookings:place", args=[a_booking().ref, 1])
    more = {"act": "correct"}
    return Edit(path, "name", "Amina Yousuf", "Amina Youssef", lambda: BookedPlace.objects.get().name, more)


def an_order() -> Edit:
    world.the_rates()
    payer = Payer("Sherwin Hall School", "finance@sherwin.example", ["Hall Lane", "NG5 6QT"])
    charges = [Charge(None, [Line("NPQSL course fee: Amina Yusuf", 125_000)])]
    row = issue_invoice(key="one", group=None, payer=payer, charges=charges, by=WHO, today=TODAY, now=NOW)
    path = reverse("office:finance:invoice", args=[row.number])
    to = reverse("office:finance:purchase_order", args=[row.number])
    return Edit(path, "purchase_order", "PO-1", "PO-2", lambda: type(row).objects.get().purchase_order, None, to)


def somebodys_weeks() -> Edit:
    person = world.a_facilitator()
    path = reverse("office:facilitators:availability", args=[person.pk])
    to = reverse("office:facilitators:weeks", args=[person.pk])
    return Edit(path, "max_km", "40", "60", lambda: str(type(person).objects.get().max_km), None, to)


SCENES = [
    *(a_contact, a_checklist, a_size, a_session, a_briefing, notes_of_a_briefing, a_correction, a_billing),
    *(a_booked_place, an_order, somebodys_weeks),
]


def staff(name: str) -> Client:
    client, user = Client(), world.an_officer(name, "finance" if name.startswith("Fin") else "ops")
    client.force_login(user)
    just_proved(client, at=NOW)
    return client


def filled(page: str, edit: Edit, value: str) -> dict[str, object]:
    """The form with the field, as the page holds it, with another value in it."""
    forms = [one for one in Forms(page).found if edit.field in dict(one.typed) and "seen" in dict(one.held)]
    form, shown = forms[0], Shown(page).values
    names = [*dict(form.typed), *form.choices, *dict(form.ticks)]
    sent = dict(form.held) | {name: sorted(shown[name]) for name in names if shown[name]}
    return sent | (edit.more or {}) | {edit.field: value}


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_the_second_to_save_sees_what_the_first_saved_and_saves_knowingly(scene):
    edit = scene()
    names = ("Fin One", "Fin Two") if scene is an_order else ("Ruth One", "Ruth Two")
    one, two = (staff(name) for name in names)
    to = edit.to or edit.path
    pages = [client.get(edit.path).content.decode() for client in (one, two)]
    assert one.post(to, filled(pages[0], edit, edit.first)).status_code in (302, 303)
    late = two.post(to, filled(pages[1], edit, edit.second))
    page = late.content.decode()
    assert edit.kept() == edit.first, "nothing is overwritten unseen"
    assert (late.status_code, LOOK_AGAIN in page) in [(422, True), (200, True)]
    assert f"It is now: {edit.first}" in re.sub(r"\s+", " ", page), "theirs"
    assert edit.second in Shown(page).values[edit.field], "and one's own"
    assert two.post(to, filled(page, edit, edit.second)).status_code in (302, 303)
    assert edit.kept() == edit.second


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_whoever_changes_it_alone_is_never_stopped(scene):
    edit, one = scene(), staff("Fin One" if scene is an_order else "Ruth One")
    for value in (edit.first, edit.second):
        page = one.get(edit.path).content.decode()
        assert one.post(edit.to or edit.path, filled(page, edit, value)).status_code in (302, 303)
        assert edit.kept() == value
