"""After dates are known: moved ones are confirmed anew, windows change, feeds are read, partners read what is new."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from cadre.applications.models import Arrangement
from cadre.groups import actions as groups
from cadre.groups.models import Group
from cadre.groups.states import GroupState
from cadre.journal.worker import drain
from cadre.lib.errors import Conflict, Refusal
from cadre.messages.models import Message
from cadre.partners.models import Contact
from cadre.partners.states import ContactPurpose
from cadre.scheduling.actions import answer_date, change_timeline, hold_date, make_feed, pick_date, release
from cadre.scheduling.actions.answering import remind_of_moved_dates
from cadre.scheduling.actions.details import send_changed_details
from cadre.scheduling.models import CalendarFeed, DateAnswer, DetailsVersion
from cadre.scheduling.queries.answers import answers_for, token_of
from cadre.scheduling.queries.timelines import mark_of, planned
from cadre.scheduling.rules.details import details_differ
from cadre.scheduling.rules.timelines import Planned, refuse_timeline
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now", "terms")]
TOMORROW_8 = datetime(2026, 11, 25, 8, tzinfo=UTC)


def mails(kind: str, **facts) -> list[Message]:
    return list(Message.objects.filter(kind=f"scheduling.{kind}", **facts).order_by("pk"))


def test_whoever_holds_a_moved_date_is_asked_once_and_again_when_it_moves_again(confirmed, elements, ruth, client):
    said = {"by": ruth, "now": world.NOW, "reason": "The hall is flooded"}
    event = pick_date(confirmed, elements[0], elements[0].starts_on + timedelta(days=3), **said)
    drain()
    assert (len(mails("date_moved_asks")), len(mails("date_moved"))) == (13, 1)
    asked = list(DateAnswer.objects.filter(event=event))
    assert [row.facilitates for row in asked].count(True) == 1
    address = reverse("token:scheduling:can_come", args=[token_of(asked[0])])
    assert "Can you come on that day?" in client.get(address).content.decode()
    assert client.post(address, {"answer": ""}).status_code == 422
    client.post(address, {"answer": "no", "words": "A governors’ meeting"})
    answer_date(asked[1], can_come=True, words="", now=world.NOW)
    (answers,) = answers_for([event])
    assert answers.words == "1 can come, 1 cannot, 11 have not said"
    assert (answers.cannot[0].words, client.get(address).content.decode().count("I cannot come")) != ("", 0)
    later = world.NOW + timedelta(days=5)
    assert (remind_of_moved_dates(later.date(), later), remind_of_moved_dates(later.date(), later)) == (11, 0)
    event = pick_date(confirmed, elements[0], elements[0].starts_on + timedelta(days=2), **said)
    drain()
    assert "has changed again" in client.get(address).content.decode()
    with pytest.raises(Refusal, match="has changed again"):
        answer_date(asked[1], can_come=False, words="", now=world.NOW)
    assert answers_for([event])[0].words == "0 can come, 0 cannot, 13 have not said"


def test_a_forged_or_cut_link_opens_nothing(client):
    for token in ("nothing", "MQ:1abcde:forged"):
        assert client.get(reverse("token:scheduling:can_come", args=[token])).status_code == 404


def test_a_feed_holds_ones_own_dates_and_ends_when_a_new_one_is_made(confirmed, client, ruth):
    person = confirmed.enrolments.first().person
    other = world.a_user("Somebody Else")
    address = reverse("token:scheduling:feed", args=[make_feed(person, now=world.NOW)])
    answer = client.get(address)
    body = answer.content.decode()
    assert (body.count("BEGIN:VEVENT"), "private" in answer["Cache-Control"]) == (3, True)
    assert person.name not in body
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    theirs = client.get(reverse("token:scheduling:feed", args=[make_feed(other, now=world.NOW)])).content.decode()
    assert theirs.count("BEGIN:VEVENT") == 0
    first = confirmed.events.order_by("starts_on").first()
    pick_date(confirmed, first.element, first.starts_on + timedelta(days=1), by=ruth, now=world.NOW, reason="Flooded")
    moved = client.get(address).content.decode()
    assert ("SEQUENCE:1" in moved, moved.count(f"UID:{first.ref}@")) == (True, 1)
    client.force_login(person)
    page = client.post(reverse("public:scheduling:feed_page"), {})
    assert "Copy this address now" in page.content.decode()
    assert client.get(address).status_code == 404
    assert "Copy this address now" not in client.get(reverse("public:scheduling:feed_page")).content.decode()
    client.post(reverse("public:scheduling:feed_page"), {"end": "on"})
    assert not CalendarFeed.objects.filter(user=person, revoked_at=None).exists()


def test_a_lead_reads_dates_while_they_form_and_a_candidate_once_they_stand(group, elements, joanna, client):
    pick_date(group, elements[0], date(2027, 3, 3), by=joanna, now=world.NOW)
    for user, number in ((joanna, 1), (group.enrolments.first().person, 0)):
        address = reverse("token:scheduling:feed", args=[make_feed(user, now=world.NOW)])
        assert client.get(address).content.decode().count("BEGIN:VEVENT") == number


EARLY = "It comes after Day 1, so it neither begins nor ends before it."
WINDOW = {"pathway": "in_person", "kind": "face_to_face", "days": 1}


@pytest.mark.parametrize(
    ("second", "days", "wrong"),
    [
        ((date(2027, 4, 26), date(2027, 5, 7)), 1, {}),
        ((date(2027, 5, 7), date(2027, 4, 26)), 1, {2: "The last day is before the first."}),
        ((date(2027, 4, 26), date(2027, 4, 26)), 2, {2: "It takes 2 days in a row, which do not fit."}),
        (
            (date(2027, 2, 1), date(2027, 5, 7)),
            1,
            {2: "It comes after Day 1, so it neither begins nor ends before it."},
        ),
    ],
)
def test_what_is_wrong_with_a_timeline_is_said_by_element(second, days, wrong):
    first = Planned(1, number=1, title="Day 1", starts_on=date(2027, 3, 1), ends_on=date(2027, 3, 12), **WINDOW)
    other = Planned(2, number=2, title="Day 2", starts_on=second[0], ends_on=second[1], **(WINDOW | {"days": days}))
    assert refuse_timeline([other, first]) == wrong


def test_changed_windows_say_first_who_is_affected_then_tell_them(ready, elements, ruth, joanna, client):
    other = world.a_group(partner=ready.partner, offering=ready.offering)
    hold_date(other, elements[0], elements[0].starts_on + timedelta(days=1), by=joanna, now=world.NOW)
    client.force_login(ruth)
    address = reverse(
        "office:scheduling:timeline", args=[ready.offering.intake.slug, ready.offering.qualification.slug]
    )
    fields = {}
    for element in elements:
        shift = timedelta(weeks=1 if element.number == 1 else 0)
        fields[f"starts_{element.pk}"] = f"{element.starts_on + shift:%d/%m/%Y}"
        fields[f"ends_{element.pk}"] = f"{element.ends_on + shift:%d/%m/%Y}"
    looked = client.post(address, fields).content.decode()
    assert "1 picked date would no longer fit" in looked
    assert "1 held day would be let go" in looked
    assert ready.offering.timeline.get(pk=elements[0].pk).starts_on == elements[0].starts_on
    seen = mark_of(planned(ready.offering.timeline.all()))
    assert client.post(address, fields | {"change": "on", "seen": seen}).status_code == 422
    done = client.post(address, fields | {"change": "on", "seen": seen, "reason": "Easter is early"})
    assert done.status_code == 302
    drain()
    (mail,) = mails("windows_changed")
    assert (mail.to, "please pick again" in mail.text, "Easter is early" in mail.text) == (joanna.email, True, True)
    assert other.holds.get().why == "its window changed"
    assert ready.events.get(element=elements[0]).starts_on == elements[0].starts_on + timedelta(days=2)
    with pytest.raises(Conflict, match="Somebody changed this timeline meanwhile"):
        change_timeline(ready.offering, {}, seen=seen, reason="Again", by=ruth, now=world.NOW)


def test_who_leads_two_partners_reads_of_the_dates_of_both(ready, elements, ruth, joanna):
    """Once, and what is to do: partners pick again while a group forms, and agree with us once it is confirmed."""
    second = world.a_group(14, partner=world.a_partner("Dales Teaching Partnership"), offering=ready.offering)
    Contact.objects.create(partner=second.partner, user=joanna, purpose=ContactPurpose.LEAD, from_on=world.SINCE)
    pick_date(second, elements[0], elements[0].starts_on + timedelta(days=3), by=ruth, now=world.NOW)
    Group.objects.filter(pk=second.pk).update(state=GroupState.CONFIRMED, confirmed_at=world.NOW, confirmed_people=14)
    first = elements[0]
    shift = timedelta(weeks=1)
    windows = {first.pk: (first.starts_on + shift, first.ends_on + shift)}
    seen = mark_of(planned(ready.offering.timeline.all()))
    change_timeline(ready.offering, windows, seen=seen, reason="Easter", by=ruth, now=world.NOW)
    drain()
    (mail,) = mails("windows_changed")
    told = [line.rpartition(": ")[2] for line in mail.text.splitlines() if f" {first.title}, " in line]
    assert sorted(told) == ["please pick again", "we will agree another day with you"]


def test_a_difference_is_told_by_line():
    before = {"Dates": ["Day 1: 3 March", "Day 2: 5 May"], "Facilitators": ["Dev"], "Candidates": ["A", "B"]}
    now = {"Dates": ["Day 1: 4 March", "Day 2: 5 May"], "Facilitators": ["Sara"], "Candidates": ["B", "C"]}
    assert details_differ(before, before) == []
    assert details_differ(before, now | {"To arrange": ["1a"]}) == [
        "Day 1: 4 March (before: 3 March)",
        "Now facilitates: Sara",
        "No longer facilitates: Dev",
        "Joined: C",
        "Left: A",
        "What must be arranged for people has changed. See the page of each event.",
    ]


def test_the_partner_reads_the_next_morning_what_changed_and_nothing_twice(confirmed, ruth, joanna):
    first = DetailsVersion.objects.get(group=confirmed)
    assert (first.number, first.document is not None) == (1, True)
    leaver = confirmed.enrolments.first()
    groups.release(leaver, reason="Moves away", by=ruth, now=world.NOW)
    stays = confirmed.enrolments.taking_a_place().first().application
    Arrangement.objects.create(application=stays, needed="A seat near the door", consented_at=world.NOW)
    drain()
    early = TOMORROW_8.replace(hour=6)
    assert send_changed_details(early.date(), early) == 0
    assert (
        send_changed_details(TOMORROW_8.date(), TOMORROW_8),
        send_changed_details(TOMORROW_8.date(), TOMORROW_8),
    ) == (1, 0)
    (mail,) = mails("details_changed")
    assert (mail.to, f"Left: {leaver.application.name}" in mail.text) == (joanna.email, True)
    assert ("must be arranged for people has changed" in mail.text, "seat near the door" in mail.text) == (True, False)
    assert "seat near the door" not in str(DetailsVersion.objects.values_list("facts", flat=True))


def test_in_the_last_days_before_an_event_it_is_told_at_once(confirmed, ruth, dev, joanna):
    event = confirmed.events.order_by("starts_on").first()
    event.starts_on = event.ends_on = world.TODAY + timedelta(days=2)
    event.save()
    release(confirmed, dev, by=ruth, now=world.NOW, reason="Ill")
    drain()
    (mail,) = mails("details_changed")
    assert "No longer facilitates: Dev Anand" in mail.text
