"""The office moves registration: first who is affected, then the move, and mails where it closes earlier."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cadre.journal.worker import drain
from cadre.messages.models import Message
from cadre.programmes import actions, reference
from cadre.programmes.models import Intake, Qualification
from cadre.recruitment.actions import tell_of_earlier_close
from tests import world
from tests.scenes import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now", "policy")]


@pytest.fixture
@kept
def page(client) -> str:
    client.force_login(world.an_officer())
    return reverse("office:recruitment:registration", args=[world.an_intake().slug])


def typed(day: date, **more) -> dict:
    return {"closes_on_day": day.day, "closes_on_month": day.month, "closes_on_year": day.year} | more


def told() -> list[str]:
    return sorted(Message.objects.filter(kind="recruitment.closes_earlier").values_list("to", flat=True))


def test_who_is_affected_is_shown_then_it_moves_and_the_unfinished_are_told(client, page):
    intake = world.an_intake()
    for email in ("kim@applicants.example", "KIM@applicants.example", "lee@applicants.example"):
        world.an_application("Kim Lee", state="draft", email=email)
    world.an_application("Done", email="lee@applicants.example")
    earlier = intake.closes_on - timedelta(days=4)
    looked = client.post(page, typed(earlier))
    said = " ".join(looked.content.decode().split())
    assert "People with an unfinished application: 1" in said
    assert "Each is told by mail that registration closes earlier, on 7 December 2026." in said
    assert Intake.objects.get().closes_on == intake.closes_on
    unsaid = client.post(page, typed(earlier, move="on", seen=looked.context["mark"]))
    assert (unsaid.status_code, "Say why" in unsaid.content.decode()) == (422, True)
    sent = typed(earlier, move="on", seen=looked.context["mark"], reason="Half term")
    assert client.post(page, sent).status_code == 302
    assert Intake.objects.get().closes_on == earlier
    drain(limit=100)
    assert told() == ["kim@applicants.example"] or told() == ["KIM@applicants.example"]
    crossed = client.post(page, typed(earlier + timedelta(days=1), move="on", seen=sent["seen"], reason="Late"))
    assert (crossed.status_code, "Somebody moved registration meanwhile" in crossed.content.decode()) == (422, True)


def test_nobody_is_told_of_a_later_closing_and_nobody_twice_of_an_earlier(client, page):
    intake = world.an_intake()
    world.an_application("Kim Lee", state="draft", email="kim@applicants.example")
    later = intake.closes_on + timedelta(days=3)
    mark = client.get(page).context["mark"]
    client.post(page, typed(later, move="on", seen=mark, reason="More time"))
    drain(limit=100)
    assert (Intake.objects.get().closes_on, told()) == (later, [])
    again = [tell_of_earlier_close(intake, before=later, entry_pk=1, now=world.NOW) for _ in range(2)]
    assert (again, len(told())) == ([1, 0], 1)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (world.TODAY - timedelta(days=1), "has passed. Registration closes today at the earliest."),
        (world.TODAY + timedelta(days=200), "The programme starts on 1 March 2027. Close before that."),
    ],
)
def test_days_that_make_no_sense_are_refused_in_words(client, page, day, words):
    refused = client.post(page, typed(day))
    assert (refused.status_code, words in refused.content.decode()) == (422, True)


def test_the_first_page_proposes_what_follows_and_one_press_plans_it(client):
    reference.load(world.TODAY)
    last = actions.open_intake(
        name="Spring 2027",
        slug="spring-2027",
        opens_on=date(2026, 9, 15),
        closes_on=date(2026, 12, 11),
        starts_on=date(2027, 3, 1),
        qualifications=Qualification.objects.all(),
        by=world.an_officer(),
        today=world.TODAY,
    )
    home, planning = reverse("office:portals:home"), reverse("office:programmes:new") + f"?after={last.slug}"
    client.force_login(world.an_officer("Fin Ance", "finance"))
    assert "Plan Summer 2027" not in client.get(home).content.decode()
    client.force_login(world.an_officer())
    assert "Plan Summer 2027" in client.get(home).content.decode()
    form = client.get(planning).content.decode()
    assert ('value="Summer 2027"' in form, "Nothing follows this time" in form) == (True, True)
    pressed = client.post(reverse("office:programmes:next", args=[last.slug]), follow=True)
    words = " ".join(pressed.content.decode().split())
    assert "Registration opens when that for Spring 2027 has closed, on 11 December 2026." in words
    again = client.post(reverse("office:programmes:next", args=[last.slug]), follow=True)
    assert "settled meanwhile" in again.content.decode()
    Intake.objects.filter(name="Summer 2027").update(to_confirm=True)
    assert "Confirm 1 intake planned by itself" in client.get(home).content.decode()
    client.post(reverse("office:programmes:confirmation", args=["summer-2027"]))
    assert not Intake.objects.filter(to_confirm=True).exists()
    autumn = reverse("office:recruitment:registration", args=["summer-2027"])
    assert "follow the last intake: Saturday 12 December 2026" in client.get(autumn).content.decode()
    none = client.post(reverse("office:programmes:no_next", args=[last.slug]), {"why_none": ""}, follow=True)
    assert none.status_code == 200
