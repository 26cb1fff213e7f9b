"""Who visits the first event of somebody new: named by staff, told, in their calendar, and taken back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from cadre.facilitators.booked import bookings_of
from cadre.groups.states import EnrolmentState
from cadre.journal.models import Entry
from cadre.journal.worker import drain
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.scheduling.actions import dissolve_group, make_feed, pick_date
from cadre.staffing import actions, reactions, reference
from cadre.staffing.models import QualityLead, Visit
from cadre.staffing.queries.visits import first_events
from cadre.staffing.tests.test_staffing import somebody
from tests import world
from tests.scenes import kept
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def entries(content: bytes) -> list[tuple[str, str]]:
    return [(str(one["SUMMARY"]), str(one["STATUS"])) for one in Calendar.from_ical(content).walk("VEVENT")]


def test_a_first_event_shows_whether_its_visit_is_arranged_and_a_quality_lead_is_named_there():
    reference.load(TODAY)
    ruth, lead, new = world.an_officer(), somebody("Lead One"), somebody("New One", experienced=False)
    visitor, second = somebody("Quality One", codes=()), somebody("Quality Two", codes=())
    QualityLead.objects.bulk_create(QualityLead(facilitator=who, from_on=TODAY) for who in (visitor, second))
    group = world.a_confirmed_group(12, lead, new)
    first, later = group.events.select_related("group", "element").order_by("starts_on")[:2]
    assert {key: [one.words for one in rows] for key, rows in first_events([first, later]).items()} == {
        first.pk: ["First event of New One: no visit is arranged"]
    }, "only the first, and only of who is new"
    office = Client()
    office.force_login(ruth)
    listed = reverse("office:staffing:briefings")
    assert "Visit not arranged" in office.get(listed).content.decode()
    at = reverse("office:staffing:visiting", args=[first.ref])
    assert office.post(at, {"visitor": lead.pk}).status_code == 422, "who is no quality lead is not offered"
    for _ in range(2):
        office.post(at, {"new": new.pk, "visitor": visitor.pk})
    assert "First event of New One: visited by Quality One" in office.get(listed).content.decode()
    assert b"visited by Quality One" in b"".join(office.get(listed, {"format": "csv"}).streaming_content)
    told = Message.objects.get(kind="staffing.visit")
    assert (told.to, first.group.ref in told.text) == (visitor.user.email, True)
    title = f"Visit: NPQSL {first.element.title}"
    assert entries(bytes(told.attachments.get().content)) == [(title, "CONFIRMED")]
    address = reverse("token:scheduling:feed", args=[make_feed(visitor.user, now=NOW)])
    assert entries(Client().get(address).content) == [(title, "CONFIRMED")]
    assert [one.what for one in bookings_of([visitor.pk], first.starts_on, first.ends_on)] == [
        f"{group.ref} {first.element.title}, visit"
    ]
    office.post(at, {"new": new.pk, "visitor": second.pk})
    off = Message.objects.get(kind="staffing.visit_ended")
    assert (off.to, entries(bytes(off.attachments.get().content))) == (visitor.user.email, [(title, "CANCELLED")])
    assert entries(Client().get(address).content) == []
    assert str(Visit.objects.standing().get().visitor) == "Quality Two"
    said = {"by": ruth, "now": NOW}
    for event, who, visits, words in (
        (later, new, visitor, "not the first event"),
        (first, new, lead, "no quality lead"),
    ):
        with pytest.raises(Refusal, match=words):
            actions.arrange_visit(event, who, visits, **said)
    with pytest.raises(Refusal, match="is over"):
        actions.arrange_visit(first, new, visitor, by=ruth, now=NOW + timedelta(days=900))
    ending = reverse("office:staffing:visit_off", args=[first.ref])
    for _ in range(2):
        office.post(ending, {"visit": Visit.objects.latest("pk").pk})
    assert (Visit.objects.standing().count(), Message.objects.filter(kind="staffing.visit_ended").count()) == (0, 2)
    assert office.post(reverse("office:staffing:visiting", args=[later.ref]), {}).status_code == 404


@pytest.fixture
@kept
def visited():
    """The first event of somebody new, which a quality lead visits; what was mailed about it so far is put away."""
    reference.load(TODAY)
    ruth, new, visitor = world.an_officer(), somebody("New One", experienced=False), somebody("Quality One", codes=())
    world.the_rates()
    QualityLead.objects.create(facilitator=visitor, from_on=TODAY)
    group = world.a_confirmed_group(12, somebody("Lead One"), new)
    first = group.events.select_related("group", "element").order_by("starts_on")[0]
    actions.arrange_visit(first, new, visitor, by=ruth, now=NOW)
    drain(limit=1_000)
    Message.objects.filter(kind__startswith="staffing.visit").delete()
    return ruth, group, first, visitor.user


def told(kind: str, visitor) -> list[tuple[str, list[tuple[str, str]]]]:
    """(text, calendar entries) of each mail of the kind, which go to nobody but who visits."""
    mails = list(Message.objects.filter(kind=kind).order_by("pk"))
    assert {mail.to for mail in mails} <= {visitor.email}
    return [(mail.text, entries(bytes(mail.attachments.get().content))) for mail in mails]


def test_who_visits_is_told_of_a_moved_day_once_and_their_calendar_follows(visited):
    ruth, group, first, visitor = visited
    day = first.starts_on + timedelta(days=1)
    pick_date(group, first.element, day, by=ruth, now=NOW + timedelta(hours=1), reason="The hall is flooded")
    drain(limit=1_000)
    ((text, calendar),) = told("staffing.visit", visitor)
    assert f"When: {day:%A} {day.day} {day:%B %Y}" in text
    assert calendar == [(f"Visit: NPQSL {first.element.title}", "CONFIRMED")]
    assert told("staffing.visit_ended", visitor) == []
    entry = Entry.objects.filter(happening="scheduling.date_moved").latest("pk")
    reactions.tell_visitors_of_move(entry)
    assert len(told("staffing.visit", visitor)) == 1, "tried again, it is the same mail"
    other = group.events.order_by("starts_on")[1]
    pick_date(
        group, other.element, other.starts_on + timedelta(days=1), by=ruth, now=NOW + timedelta(hours=2), reason="Hall"
    )
    drain(limit=1_000)
    assert len(told("staffing.visit", visitor)) == 1, "nobody visits that one"


def test_who_visits_is_told_that_an_event_is_called_off_and_it_leaves_their_calendar(visited):
    ruth, group, first, visitor = visited
    group.enrolments.update(state=EnrolmentState.WITHDRAWN, seat=None)
    dissolve_group(group, reason="Too few people", by=ruth, now=NOW + timedelta(hours=1))
    drain(limit=1_000)
    ((text, calendar),) = told("staffing.visit_ended", visitor)
    assert f"You need not visit {first.element.title} of {group.ref}" in " ".join(text.split())
    assert calendar == [(f"Visit: NPQSL {first.element.title}", "CANCELLED")]
    assert told("staffing.visit", visitor) == []
    entry = Entry.objects.get(happening="scheduling.group_dissolved")
    reactions.tell_visitors_it_is_off(entry)
    assert len(told("staffing.visit_ended", visitor)) == 1


def test_a_visit_that_was_taken_back_is_no_reason_to_write_of_a_move(visited):
    ruth, group, first, visitor = visited
    actions.end_visit(Visit.objects.get(), by=ruth, now=NOW)
    Message.objects.filter(kind__startswith="staffing.visit").delete()
    day = first.starts_on + timedelta(days=1)
    pick_date(group, first.element, day, by=ruth, now=NOW + timedelta(hours=1), reason="The hall is flooded")
    drain(limit=1_000)
    assert (told("staffing.visit", visitor), told("staffing.visit_ended", visitor)) == ([], [])
