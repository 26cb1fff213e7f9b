"""One press reminds everybody who stopped halfway, each once under a policy; who said no is left alone."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cadre.applications.models import ResumeLink
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.recruitment.access import stop_token
from cadre.recruitment.actions import remind_unfinished, stop_reminders
from cadre.recruitment.models import NoReminders, RecruitmentPolicy, Reminder
from cadre.recruitment.states import APPLICANTS_REMINDED
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now", "policy")]


def a_draft(email: str = "kim@applicants.example", **facts):
    return world.an_application("Kim Lee", state="draft", email=email, applicant=world.a_user(), **facts)


def remind(**narrow) -> int:
    return remind_unfinished(world.an_intake(), by=world.an_officer(), today=world.TODAY, now=world.NOW, **narrow)


def reminded() -> list[str]:
    return sorted(Message.objects.filter(kind="recruitment.finish").values_list("to", flat=True))


def test_everybody_who_stopped_halfway_gets_one_mail_with_a_way_back_and_a_way_out():
    partner = world.a_partner("Peakside")
    a_draft(preferred_partner=partner)
    a_draft("lee@applicants.example")
    world.an_application("Done", email="done@applicants.example")
    assert remind() == 2
    assert reminded() == ["kim@applicants.example", "lee@applicants.example"]
    assert ResumeLink.objects.count() == 2
    text = Message.objects.get(to="kim@applicants.example").text
    assert "You chose Peakside." in text
    assert "NPQSL, Spring 2027" in text
    assert Entry.objects.get(happening=APPLICANTS_REMINDED.key).sentence == (
        "Ruth Adeyemi reminded 2 people to finish their application for Spring 2027"
    )


def test_nobody_is_reminded_twice_under_one_policy_but_again_under_the_next(policy):
    a_draft()
    assert [remind(), remind()] == [1, 0]
    policy.to_on = world.TODAY
    policy.save()
    RecruitmentPolicy.objects.create(target=15, near_km=25, daily_from=7, from_on=world.TODAY, source="a test")
    assert remind() == 1
    assert Reminder.objects.count() == 2


@pytest.mark.parametrize("other", ["kim@applicants.example", "Kim@Applicants.example"])
def test_two_drafts_of_one_address_are_one_mail_about_the_latest(other):
    first = a_draft()
    first.changed_at = world.NOW - timedelta(days=3)
    first.save()
    latest = a_draft(other, offering=world.an_offering("NPQML"))
    assert remind() == 1
    assert Reminder.objects.get().application == latest


def test_left_out_are_who_said_no_who_gave_no_address_and_who_handed_in_another():
    said_no, *_ = a_draft(), a_draft(""), a_draft("both@applicants.example")
    world.an_application("Both", email="BOTH@applicants.example")
    stop_reminders(said_no, now=world.NOW)
    assert remind() == 0
    a_draft("new@applicants.example")
    assert remind() == 1
    assert reminded() == ["new@applicants.example"]


def test_reminding_may_be_narrowed_to_a_qualification_and_a_partner():
    partner = world.a_partner()
    wanted = a_draft("a@applicants.example", preferred_partner=partner)
    a_draft("b@applicants.example")
    a_draft("c@applicants.example", preferred_partner=partner, offering=world.an_offering("NPQML"))
    assert remind(qualification=wanted.offering.qualification, partner=partner) == 1
    assert reminded() == ["a@applicants.example"]


@pytest.mark.parametrize("closes_in", [-1, -30])
def test_after_the_deadline_nobody_is_reminded(closes_in):
    a_draft()
    intake = world.an_intake()
    intake.closes_on = world.TODAY + timedelta(days=closes_in)
    intake.save()
    with pytest.raises(Refusal, match="not open"):
        remind()
    assert reminded() == []


def test_without_a_policy_nobody_is_reminded(policy):
    a_draft()
    policy.from_on = date(2030, 1, 1)
    policy.save()
    with pytest.raises(Refusal, match="No policy"):
        remind()


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_office_sees_how_many_and_what_they_get_but_no_name_and_presses_once():
    a_draft(preferred_partner=world.a_partner("Peakside"))
    client = client_of(world.an_officer("Ruth Adeyemi"))
    path = reverse("office:recruitment:reminders", args=["spring-2027"])
    page = client.get(path).content.decode()
    assert "Remind 1 person" in page
    assert "Kim" not in page
    assert "[the last day to apply]" in page
    assert "1 person is reminded" in client.post(path, follow=True).content.decode()
    assert reminded() == ["kim@applicants.example"]
    assert "Nobody to remind" in client.get(path).content.decode()
    assert "Nobody was left to remind" in client.post(path, follow=True).content.decode()


def test_a_partner_reminds_its_own_people_and_nobody_else_s():
    own, other = world.a_partner("Peakside"), world.a_partner("Trent Reach")
    group = world.a_group(3, partner=own)
    foreign = world.a_group(3, partner=other)
    a_draft(preferred_partner=own)
    a_draft("theirs@applicants.example", preferred_partner=other)
    client = client_of(world.a_partner_lead(own))
    path = reverse("partner:recruitment:reminders", args=[group.ref])
    assert "Remind 1 person" in client.get(path).content.decode()
    client.post(path)
    assert reminded() == ["kim@applicants.example"]
    assert client.post(reverse("partner:recruitment:reminders", args=[foreign.ref])).status_code == 404
    assert reminded() == ["kim@applicants.example"]


def test_saying_no_takes_a_press_and_may_be_repeated():
    draft = a_draft()
    path = reverse("token:recruitment:no_reminders", args=[stop_token(draft)])
    client = Client()
    assert "Stop the reminders" in client.get(path).content.decode()
    assert NoReminders.objects.count() == 0
    for _ in range(2):
        assert "You get no more reminders" in client.post(path).content.decode()
    assert [row.address for row in NoReminders.objects.all()] == ["kim@applicants.example"]
    assert remind() == 0
    for wrong in ("nonsense", stop_token(draft)[:-2], stop_token(draft) + "x"):
        answer = client.post(reverse("token:recruitment:no_reminders", args=[wrong]))
        assert answer.status_code == 404
        assert "This link does not open anything" in answer.content.decode()
