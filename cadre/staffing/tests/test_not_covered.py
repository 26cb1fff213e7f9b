"""The office’s list of events says which are not covered, and is filtered by it: no lead, or no stand-in."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cadre.finance import reference as finance
from cadre.scheduling.actions import answer_date, ask_whether, release
from cadre.scheduling.models import Event
from cadre.scheduling.queries import gap_words, with_gaps
from cadre.staffing import actions, reference
from cadre.staffing.models import Cover
from cadre.staffing.tests.test_staffing import somebody
from tests import world
from tests.scenes import kept
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
@kept
def scene():
    """A confirmed group of Lead One and Co One, and its events by their day."""
    reference.load(TODAY), finance.load(TODAY)
    lead, co = somebody("Lead One"), somebody("Co One")
    group = world.a_confirmed_group(12, lead, co)
    return world.an_officer(), group, lead, co, list(group.events.select_related("group").order_by("starts_on"))


def gaps(today=TODAY) -> list[str]:
    return [gap_words(event) for event in with_gaps(Event.objects.order_by("starts_on"), today)]


def test_without_a_lead_no_event_to_come_is_covered(scene):
    ruth, group, lead, _, events = scene
    assert gaps() == ["", "", ""]
    release(group, lead, by=ruth, now=NOW, reason="Ill")
    assert gaps() == ["no lead facilitator"] * 3
    assert gaps(events[0].ends_on + timedelta(days=1)) == ["", *["no lead facilitator"] * 2], (
        "what is over needs nobody"
    )
    Event.objects.filter(pk=events[1].pk).update(called_off_at=NOW)
    assert gaps() == ["no lead facilitator", "", "no lead facilitator"]
    type(group).objects.filter(pk=group.pk).update(state="closed")
    assert gaps() == ["", "", ""], "nobody is wanted for a group that does not go on"


def test_a_tutor_leads_at_a_distance():
    group = world.a_distance_group(3)
    day = TODAY + timedelta(days=200)
    element = group.offering.timeline.filter(pathway="distance").first()
    Event.objects.create(
        ref="E-1",
        group=group,
        element=element,
        starts_on=day,
        ends_on=day,
        arrival="09:00",
        starts="09:00",
        ends="10:00",
    )
    assert gaps() == ["no lead facilitator"]
    group.assignments.create(facilitator=world.a_facilitator("Tess Tutor"), role="tutor")
    assert gaps() == [""]


def test_a_date_is_not_covered_until_somebody_stands_in(scene):
    ruth, _, _, co, events = scene
    asked = actions.seek_cover(events[0], co, somebody("Near One", km=2), reason="ill", by=ruth, now=NOW)
    assert gaps() == ["stand-in missing", "", ""]
    actions.accept(asked, by=asked.facilitator.user, now=NOW)
    assert gaps() == ["", "", ""]
    actions.seek_cover(events[1], co, somebody("Far One", km=9), reason="ill", by=ruth, now=NOW)
    assert gaps() == ["", "stand-in missing", ""]
    actions.end_cover(Cover.objects.open().get(), by=ruth, now=NOW)
    assert gaps() == ["", "", ""]


def test_who_facilitates_and_cannot_come_on_the_new_day_leaves_it_uncovered(scene):
    ruth, group, lead, co, events = scene
    person = group.enrolments.select_related("person").first().person
    answers = ask_whether(events[0], [person], facilitators=[lead.user, co.user], now=NOW)
    answer_date(answers[person.pk], can_come=False, words="", now=NOW)
    assert gaps() == ["", "", ""], "a candidate who cannot come is another matter"
    answer_date(answers[lead.user_id], can_come=False, words="", now=NOW)
    assert gaps() == ["stand-in missing", "", ""]
    Event.objects.filter(pk=events[0].pk).update(sequence=events[0].sequence + 1)
    assert gaps() == ["", "", ""], "the day moved again, so they are asked anew"
    Event.objects.filter(pk=events[0].pk).update(sequence=events[0].sequence)
    actions.substitute(events[0], lead, somebody("Stand In"), reason="on a course", by=ruth, now=NOW)
    assert gaps() == ["", "", ""]


def test_the_list_shows_filters_and_exports_it(scene):
    ruth, group, _, co, events = scene
    actions.seek_cover(events[0], co, somebody("Near One", km=2), reason="ill", by=ruth, now=NOW)
    office, address = Client(), reverse("office:scheduling:events")
    office.force_login(ruth)
    whole = office.get(address).content.decode()
    people = reverse("office:staffing:standing_in", args=[events[0].ref])
    assert (whole.count("stand-in missing"), whole.count(people)) == (1, 1)
    listing = office.get(address, {"covered": "no"}).context["listing"]
    assert [event.pk for event in listing.rows] == [events[0].pk]
    assert listing.chips[0][0] == "Not covered"
    assert office.get(address, {"covered": "nonsense"}).status_code == 200
    file = b"".join(office.get(address, {"format": "csv"}).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(file)))
    assert [row["Covered"] for row in rows] == ["not covered: stand-in missing", "", ""]
    finance_officer = Client()
    finance_officer.force_login(world.an_officer("Martin Hale", "finance"))
    said = finance_officer.get(address).content.decode()
    assert ("stand-in missing" in said, people in said) == (True, False), "who stands in is no page of theirs"
