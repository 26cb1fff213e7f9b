"""A distance-learning group is dated by the office, staffed by a tutor, and confirmed without a venue or a host."""

from datetime import timedelta

import pytest

from cadre.documents.models import Document
from cadre.journal.worker import drain
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.scheduling.actions import assign, confirm_group, pick_date
from cadre.scheduling.calendars import calendar_of, place
from cadre.scheduling.queries import meetings
from cadre.scheduling.tests.outbox import mails
from tests import world
from tests.scenes import kept
from tests.world import JOIN_HERE, NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
@kept
def far():
    return world.a_distance_group(12)


@pytest.fixture
@kept
def confirmed(far, ruth, dev):
    world.the_rates()
    for element in meetings(far):
        pick_date(far, element, element.starts_on + timedelta(days=2), link=JOIN_HERE, by=ruth, now=NOW)
    assign(far, dev, "tutor", by=ruth, now=NOW)
    confirm_group(far, by=ruth, now=NOW)
    drain()
    far.refresh_from_db()
    return far


def test_it_is_confirmed_with_a_tutor_and_its_people_are_told_how_to_join(confirmed):
    assert [(event.element.title, event.where, f"{event.starts:%H:%M}") for event in confirmed.events.all()] == [
        (f"Online event {n}", "Online", "09:30") for n in (1, 2, 3)
    ]
    subject = "Your NPQSL online events with Outstanding Leaders Partnership"
    assert mails("joining_online") == [(f"Candidate {n:02}", subject) for n in range(1, 13)]
    assert mails("tutor_dates") == [("Dev Anand", f"{confirmed.ref}: the online events you tutor")]
    assert [mails(kind) for kind in ("joining_instructions", "facilitator_dates", "group_details")] == [[], [], []]
    text = Message.objects.filter(kind="scheduling.joining_online").first().text
    assert "Online event 1: Wednesday 3 March 2027, 09:30 to 12:30, online" in text
    assert "opens at 09:15" in text
    assert f"The way into the first event: {JOIN_HERE}" in text
    assert not Message.objects.filter(kind__startswith="scheduling.", state="held").exists()
    assert not Document.objects.filter(kind="group_details").exists()


def test_its_calendar_leads_into_the_event(confirmed):
    written = calendar_of(confirmed.events.all(), stamped=NOW).decode().replace("\r\n ", "")
    assert written.count(f"LOCATION:{JOIN_HERE}") == written.count(f"URL:{JOIN_HERE}") == 3


def test_a_new_link_is_told_to_everybody_as_a_new_place_is(confirmed, ruth):
    event = confirmed.events.first()
    moved = {"by": ruth, "now": NOW, "reason": "another room online"}
    pick_date(confirmed, event.element, event.starts_on, link="https://meet.example/new", **moved)
    drain()
    told = Message.objects.filter(kind="scheduling.date_moved")
    assert told.count() == 13
    assert "Now: 3 March 2027, online, with a new joining link" in told.first().text


def test_without_a_link_yet_the_date_stands_and_says_so(far, ruth):
    first = meetings(far)[0]
    event = pick_date(far, first, first.starts_on, by=ruth, now=NOW)
    assert (event.joining_link, place(event)) == ("", "online, the joining link follows")


def test_a_group_that_opens_midway_has_the_events_still_to_come(far):
    first, *rest = meetings(far)
    far.opened_at = NOW + (first.ends_on - NOW.date())
    assert meetings(far) == rest


def test_each_pathway_has_its_own_roles(far, group, ruth, dev):
    with pytest.raises(Refusal, match="has a tutor, and no lead facilitator"):
        assign(far, dev, "lead", by=ruth, now=NOW)
    with pytest.raises(Refusal, match="has facilitators, and no tutor"):
        assign(group, dev, "tutor", by=ruth, now=NOW)


def test_what_is_missing_is_said_in_its_own_words(far, ruth):
    with pytest.raises(Refusal, match=r"3 of 3 dates are not picked. No tutor is assigned."):
        confirm_group(far, by=ruth, now=NOW)


def test_the_office_picks_and_no_partners_lead_finds_it(client, far, group, ruth, joanna):
    client.force_login(joanna)
    seen = [client.get(f"/partner/groups/{one.ref}/dates/").status_code for one in (group, far)]
    assert seen == [200, 404]
    client.force_login(ruth)
    said = {"day": "2027-03-03", "link": "meet.example/npqsl", "reason": "", "seen": "-1"}
    address = f"/office/groups/{far.ref}/schedule/1/"
    assert client.post(address, said | {"link": "not a link"}).status_code == 422
    assert client.post(address, said).status_code == 302
    assert far.events.get().joining_link == JOIN_HERE
