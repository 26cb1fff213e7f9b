"""Who visits the first event of somebody new: named by staff, told, in their calendar, and taken back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from cadre.facilitators.booked import bookings_of
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.scheduling.actions import make_feed
from cadre.staffing import actions, reference
from cadre.staffing.models import QualityLead, Visit
from cadre.staffing.queries.visits import first_events
from cadre.staffing.tests.test_staffing import somebody
from tests import world
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
