from datetime import date

import pytest

from cadre.applications.models import Arrangement
from cadre.documents.models import Document
from cadre.groups.actions import move
from cadre.groups.actions import release as release_place
from cadre.journal import reactions
from cadre.journal.models import Entry, Reaction
from cadre.journal.worker import drain
from cadre.messages.models import Message
from cadre.scheduling.actions import assign, confirm_group, pick_date, release
from cadre.scheduling.tests.outbox import entries, mails
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def an_arrangement(enrolment, needed="Step-free access", dietary="Halal"):
    return Arrangement.objects.create(
        application=enrolment.application, needed=needed, dietary=dietary, consent_text="yes", consented_at=world.NOW
    )


def test_confirming_writes_to_each_concerned_once(confirmed):
    assert mails("group_details") == [("Joanna Pike", f"{confirmed.ref} is confirmed: your group details")]
    assert mails("facilitator_dates") == [("Dev Anand", f"{confirmed.ref}: the dates you facilitate")]
    subject = "Your NPQSL dates with Peakside Schools Partnership"
    assert mails("joining_instructions") == [(f"Candidate {n:02}", subject) for n in range(1, 13)]
    assert not Message.objects.filter(kind__startswith="scheduling.", state="held").exists()


def test_joining_instructions_say_when_where_and_who(confirmed):
    text = Message.objects.filter(kind="scheduling.joining_instructions").first().text
    for words in (
        "Day 1: Wednesday 3 March 2027, 09:00 to 16:00, Darley House, Matlock, DE4 3AA",
        "Arrival is from 08:30",
        "Your facilitators: Dev Anand",
    ):
        assert words in text


def test_the_calendar_holds_every_day(confirmed):
    message = Message.objects.filter(kind="scheduling.joining_instructions").first()
    assert entries(message) == {
        f"{confirmed.ref}-1@localhost": (0, "2027-03-03T09:00:00+00:00", "CONFIRMED"),
        f"{confirmed.ref}-2@localhost": (0, "2027-04-28T09:00:00+01:00", "CONFIRMED"),
        f"{confirmed.ref}-3@localhost": (0, "2027-06-23T09:00:00+01:00", "CONFIRMED"),
    }


def test_the_group_details_hold_what_to_arrange_and_go_to_the_partner_only(ready, joanna, ruth):
    amina = ready.enrolments.first()
    an_arrangement(amina)
    confirm_group(ready, by=ruth, now=world.NOW)
    drain()
    paper = Document.objects.get(kind="group_details")
    assert [row["arrangements"] for row in paper.data["candidates"]] == ["Step-free access; Halal", *[None] * 11]
    assert [(event["date"], event["arrival"], event["start"], event["end"]) for event in paper.data["events"]] == [
        (day, "08:30", "09:00", "16:00") for day in ("2027-03-03", "2027-04-28", "2027-06-23")
    ]
    assert paper.data["facilitators"][0]["name"] == "Dev Anand"
    assert [m.to_name for m in Message.objects.filter(attachments__document=paper)] == ["Joanna Pike"]
    texts = " ".join(Message.objects.values_list("text", flat=True))
    assert "Darley House" in texts
    assert "Step-free" not in texts
    assert "Halal" not in texts
    assert (
        Entry.objects.get(happening="scheduling.group_details_sent").sentence == "The group details went to Joanna Pike"
    )


def test_every_reaction_is_safe_to_repeat(confirmed):
    def counts():
        return Message.objects.count(), Document.objects.count(), Entry.objects.count()

    before = counts()
    owed = Reaction.objects.filter(name__startswith="scheduling.").select_related("entry")
    assert owed.count() >= 3
    for reaction in owed:
        reactions.named(reaction.name)(reaction.entry)
    assert counts() == before


def test_a_partner_without_a_contact_stops_nothing(ready, ruth):
    confirm_group(ready, by=ruth, now=world.NOW)
    drain()
    assert mails("group_details") == []
    assert len(mails("joining_instructions")) == 12


def test_a_forming_groups_changes_are_told_to_nobody(ready, elements, joanna):
    pick_date(ready, elements[0], date(2027, 3, 4), by=joanna, now=world.NOW)
    drain()
    assert Entry.objects.filter(happening="scheduling.date_moved").exists()
    assert not Message.objects.filter(kind__startswith="scheduling.").exists()


def test_moving_a_confirmed_event_tells_everybody_and_their_calendars_follow(confirmed, elements, ruth):
    pick_date(confirmed, elements[1], date(2027, 5, 5), by=ruth, now=world.NOW, reason="The hall is flooded.")
    drain()
    subject = "NPQSL Day 2 has a new date or place"
    everybody = sorted([f"Candidate {n:02}" for n in range(1, 13)] + ["Dev Anand", "Joanna Pike"])
    assert sorted([*mails("date_moved"), *mails("date_moved_asks")]) == [(name, subject) for name in everybody]
    assert mails("date_moved") == [("Joanna Pike", subject)]
    message = Message.objects.filter(kind="scheduling.date_moved_asks", to_name="Candidate 01").get()
    assert entries(message) == {f"{confirmed.ref}-2@localhost": (1, "2027-05-05T09:00:00+01:00", "CONFIRMED")}
    assert "The hall is flooded." in message.text
    assert "28 April 2027, Darley House" in message.text
    papers = Message.objects.get(kind="scheduling.date_moved", to_name="Joanna Pike").attachments
    assert [file.filename for file in papers.all()] == ["dates.ics", f"group-details-{confirmed.ref}.pdf"]


def test_who_joins_a_confirmed_group_gets_the_dates_and_nobody_else_does(confirmed, sara, ruth):
    before = mails("joining_instructions")
    assign(confirmed, sara, "co", by=ruth, now=world.NOW)
    drain()
    assert [name for name, _ in mails("facilitator_dates")] == ["Dev Anand", "Sara Linden"]
    assert mails("joining_instructions") == before


def test_who_leaves_a_confirmed_group_gets_its_days_called_off(confirmed, dev, ruth):
    release(confirmed, dev, by=ruth, now=world.NOW, reason="New headship.")
    drain()
    assert mails("left_group") == [("Dev Anand", f"{confirmed.ref}: take these dates out of your calendar")]
    called_off = entries(Message.objects.get(kind="scheduling.left_group"))
    assert called_off[f"{confirmed.ref}-1@localhost"] == (1, "2027-03-03T09:00:00+00:00", "CANCELLED")


def test_the_cost_of_a_confirmation_does_not_grow_with_the_group(ready, ruth, joanna, django_assert_max_num_queries):
    confirm_group(ready, by=ruth, now=world.NOW)
    entry = Entry.objects.get(happening="scheduling.group_confirmed")
    with django_assert_max_num_queries(16):
        reactions.named("scheduling.send_joining_instructions")(entry)


def test_who_moves_between_confirmed_groups_is_told_of_each_calendar(confirmed, ruth, dev):
    forming = world.a_group(0, partner=confirmed.partner, offering=confirmed.offering)
    amina = confirmed.enrolments.first()
    move(amina, forming, reason="Nearer home.", by=ruth, now=world.NOW)
    drain()
    assert mails("left_group") == [("Candidate 01", f"{confirmed.ref}: take these dates out of your calendar")]
    amina.refresh_from_db()
    move(amina, confirmed, reason="The other did not run.", by=ruth, now=world.NOW)
    drain()
    assert [name for name, _ in mails("joining_instructions")].count("Candidate 01") == 2
    assert len(mails("left_group")) == 1


def test_who_gives_up_a_place_has_the_days_called_off(confirmed, ruth):
    release_place(confirmed.enrolments.first(), reason="Changed school.", by=ruth, now=world.NOW)
    drain()
    assert [name for name, _ in mails("left_group")] == ["Candidate 01"]
