"""Digests go out on their days, once each, to operations and to each partner; at risk is said once."""

from datetime import timedelta

import pytest

from cadre.groups.states import GroupState
from cadre.journal.models import Entry
from cadre.messages.models import Message
from cadre.recruitment.models import Digest
from cadre.recruitment.states import DIGEST_SENT, GROUP_AT_RISK
from cadre.recruitment.timetable import name_groups_at_risk, send_digests
from tests import world
from tests.scenes import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now", "policy")]
DAY = timedelta(days=1)


@pytest.fixture
@kept
def network():
    """Operations, and two partners with a lead each: one is short and has two unfinished, the other runs."""
    world.an_officer("Ruth Adeyemi")
    world.an_officer("Martin Hale", "finance")
    short, runs = world.a_partner("Peakside"), world.a_partner("Trent Reach")
    world.a_partner_lead(short, "Joanna Pike")
    world.a_partner_lead(short, "Money Pike", "finance")
    world.a_partner_lead(runs, "Samuel Okoro")
    groups = world.a_group(10, partner=short), world.a_group(13, partner=runs)
    for _ in range(2):
        world.an_application("Kim", state="draft", preferred_partner=short)
    return groups


def days_left(days: int) -> None:
    intake = world.an_intake()
    intake.closes_on = world.TODAY + days * DAY
    intake.save()


def send(on=world.TODAY) -> int:
    return send_digests(on, world.NOW + (on - world.TODAY))


def mails() -> dict[str, str]:
    return {message.to_name: message.text for message in Message.objects.filter(kind__startswith="recruitment.")}


def test_operations_read_of_all_and_a_partner_of_its_own(network):
    days_left(14)
    assert send() == 1
    found = mails()
    assert set(found) == {"Ruth Adeyemi", "Joanna Pike", "Samuel Okoro"}
    assert "NPQSL: Peakside has 10 of 12. 2 more: 2 applications unfinished." in found["Ruth Adeyemi"]
    assert "NPQSL: 1 of 2 groups run, 0 likely; 23 people." in found["Ruth Adeyemi"]
    assert "/office/recruitment/spring-2027/reminders/" in found["Ruth Adeyemi"]
    assert "NPQSL: 10 of 12. 2 more: 2 applications unfinished." in found["Joanna Pike"]
    assert "NPQSL: 13 of 12. Runs." in found["Samuel Okoro"]
    assert "Peakside" not in found["Samuel Okoro"]
    assert "Trent" not in found["Joanna Pike"]
    assert Entry.objects.get(happening=DIGEST_SENT.key).sentence.startswith("How Spring 2027 stands went to 3 people")


def test_the_same_day_sends_once(network):
    days_left(7)
    assert [send(), send(), send()] == [1, 0, 0]
    assert Message.objects.filter(kind__startswith="recruitment.").count() == 3


def test_the_last_week_sends_daily_and_before_it_only_on_its_days(network):
    days_left(15)
    sent = [send(world.TODAY + number * DAY) for number in range(17)]
    days = [15 - number for number, one in enumerate(sent) if one]
    assert days == [15, 14, 7, 6, 5, 4, 3, 2, 1, 0]  # at 15 the digest of 28 days is made good
    assert Digest.objects.count() == 10


def test_a_deadline_that_was_moved_has_days_of_its_own(network):
    days_left(7)
    send()
    days_left(14)
    assert send() == 1
    assert {digest.stage for digest in Digest.objects.all()} == {7, 14}


def test_nothing_is_sent_before_the_first_day_or_without_groups(network):
    days_left(40)
    assert send() == 0
    days_left(14)
    for group in network:
        group.enrolments.all().delete()
        group.delete()
    assert send() == 0
    assert not mails()


def test_without_a_policy_nothing_is_sent(network, policy):
    policy.delete()
    days_left(7)
    assert send() == 0


def test_a_group_short_at_the_deadline_is_at_risk_once_and_stays_open(network):
    short, runs = network
    days_left(0)
    assert name_groups_at_risk(world.TODAY, world.NOW) == 0
    days_left(-1)
    assert [name_groups_at_risk(world.TODAY, world.NOW) for _ in range(2)] == [1, 0]
    entry = Entry.objects.get(happening=GROUP_AT_RISK.key)
    assert entry.subject_id == str(short.pk)
    assert entry.sentence == f"Registration closed and {short.ref} is 2 short: it is at risk"
    short.refresh_from_db()
    assert short.state == GroupState.FORMING


def test_a_new_deadline_may_put_a_group_at_risk_again(network):
    days_left(-3)
    name_groups_at_risk(world.TODAY, world.NOW)
    days_left(-1)
    assert name_groups_at_risk(world.TODAY, world.NOW) == 1


def test_nothing_is_at_risk_once_the_intake_has_begun(network):
    intake = world.an_intake()
    intake.opens_on, intake.closes_on, intake.starts_on = (world.TODAY - days * DAY for days in (90, 30, 5))
    intake.save()
    assert name_groups_at_risk(world.TODAY, world.NOW) == 0
