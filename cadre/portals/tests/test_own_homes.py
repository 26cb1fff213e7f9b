"""The homes of a facilitator and an applicant: what is next comes first, with what waits for them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cadre.documents.rehearsing import undrawn
from cadre.finance.actions.schedules import issue_contract_schedules
from cadre.scheduling.models import Event
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def on_the_day_before(group) -> Event:
    """The group's first event, moved to tomorrow."""
    event = group.events.get(element__number=1)
    tomorrow = world.TODAY + timedelta(days=1)
    Event.objects.filter(pk=event.pk).update(starts_on=tomorrow, ends_on=tomorrow)
    event.refresh_from_db()
    return event


def test_a_facilitator_opens_tomorrows_register_before_anything_else(client):
    dev = world.a_facilitator()
    event = on_the_day_before(world.a_confirmed_group(12, dev))
    client.force_login(dev.user)
    page = client.get(reverse("facilitator:portals:home")).content.decode()
    register = reverse("facilitator:delivery:register", args=[event.ref])
    assert "Tomorrow" in page
    assert page.index("Your next day") < page.index(register) < page.index("After that")
    assert page.count('class="govuk-button"') == 1, "one primary"


def test_a_facilitator_is_told_what_waits_for_an_answer_and_nothing_of_others(client):
    dev, sara = world.a_facilitator(), world.a_facilitator("Sara Linden")
    world.the_rates()
    group = world.a_confirmed_group(12, dev)
    with undrawn():
        issue_contract_schedules(group, by=world.an_officer(), today=world.TODAY, now=world.NOW)
    told = []
    for one in (dev, sara):
        client.force_login(one.user)
        told.append([step["title"] for step in client.get(reverse("facilitator:portals:home")).context["steps"]])
    assert ([title.startswith("Read and accept contract schedule") for title in told[0]], told[1]) == ([True], [])


def test_a_candidate_sees_the_next_day_before_their_place(client):
    group = world.a_confirmed_group(12)
    on_the_day_before(group)
    client.force_login(group.enrolments.first().person)
    page = client.get(reverse("candidate:portals:home")).content.decode()
    assert page.index("Tomorrow") < page.index("Your place")
    assert reverse("public:scheduling:feed_page") in page


def test_an_applicant_is_told_what_happens_next(client):
    application = world.an_application("Tom Reed", state="submitted")
    client.force_login(application.applicant)
    assert "We answer within 5 working days." in client.get(reverse("candidate:portals:home")).content.decode()
