"""However many workers find a digest due, or press to remind at once: everybody gets one mail, and it is said once."""

import threading

import pytest

from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.messages.models import Message
from cadre.recruitment import actions, reference
from cadre.recruitment.actions import reminding
from cadre.recruitment.models import Digest, RecruitmentPolicy, Reminder
from cadre.recruitment.queries.remindable import remindable
from cadre.recruitment.states import APPLICANTS_REMINDED, DIGEST_SENT, GROUP_AT_RISK
from tests import world
from tests.proofs.processes import at_once

pytestmark = pytest.mark.race
CROWD = 8
CALENDAR = System("The calendar")


@pytest.fixture
def network(proof_db):
    """A partner whose group is short, with five people who stopped halfway, a week before the deadline."""
    reference.load(world.TODAY)
    world.an_officer()
    partner = world.a_partner()
    world.a_partner_lead(partner)
    world.a_group(4, partner=partner)
    for number in range(5):
        world.an_application(state="draft", email=f"kim{number}@applicants.example", preferred_partner=partner)
    return world.an_intake()


def faults(answers) -> list[Exception]:
    return [answer.fault for answer in answers if answer.fault]


def test_a_digest_that_many_workers_find_due_is_sent_once(network):
    answers = at_once(CROWD, lambda _: actions.send_due_digests(world.TODAY, world.NOW, by=CALENDAR))
    assert faults(answers) == []
    assert sum(answer.value for answer in answers) == 1
    assert Digest.objects.count() == 1
    assert Message.objects.filter(kind__endswith="_digest").count() == 2
    assert Entry.objects.filter(happening=DIGEST_SENT.key).count() == 1


def press(intake) -> int:
    return reminding.remind_unfinished(intake, by=CALENDAR, today=world.TODAY, now=world.NOW)


def test_reminding_that_many_press_at_once_reaches_everybody_once(network):
    answers = at_once(CROWD, lambda _: press(network))
    assert faults(answers) == []
    assert sorted(answer.value for answer in answers) == [0] * (CROWD - 1) + [5]
    assert Message.objects.filter(kind="recruitment.finish").count() == Reminder.objects.count() == 5
    assert Entry.objects.filter(happening=APPLICANTS_REMINDED.key).count() == 1


def test_without_the_lock_two_would_find_the_same_people(network):
    """The control: both read before either writes, as they would if nobody waited for the policy's row."""
    policy, read = RecruitmentPolicy.objects.get(), threading.Barrier(2)

    def unlocked(_: int) -> int:
        found = list(remindable(network, policy))
        read.wait(timeout=30)
        return len(found)

    assert [answer.value for answer in at_once(2, unlocked)] == [5, 5]


def test_a_group_that_many_find_short_is_at_risk_once(network):
    network.closes_on = world.TODAY.replace(day=world.TODAY.day - 1)
    network.save()
    answers = at_once(CROWD, lambda _: actions.mark_at_risk(today=world.TODAY, by=CALENDAR))
    assert faults(answers) == []
    assert sum(answer.value for answer in answers) == 1
    assert Entry.objects.filter(happening=GROUP_AT_RISK.key).count() == 1
