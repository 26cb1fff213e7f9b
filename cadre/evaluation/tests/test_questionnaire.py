"""The evaluation form is changed from a day on by quality; earlier events keep theirs."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from cadre.delivery import actions as delivery
from cadre.evaluation.actions import invite_attendees
from cadre.evaluation.models import Invitation, Questionnaire
from cadre.evaluation.tests.conftest import a_day, links
from cadre.lib import clock
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
TOMORROW = world.TODAY + timedelta(days=1)
THREE = """content | scale | Content | The content was relevant to my role
delivery | scale | Facilitation | {facilitator} knew the subject
improve | text | Would make it better | What would make it better"""


def change(client, **typed):
    """The answer to what quality sends, shown first and then kept."""
    row = Questionnaire.objects.get(to_on=None)
    url = reverse("office:rulebook:change", args=["questionnaire", row.pk])
    form = client.get(url).context["form"]
    first = {field.name: field.value() for field in form if field.value() is not None}
    sent = first | {"from_on": f"{TOMORROW:%d/%m/%Y}", "source": "Meeting of May", "questions": THREE} | typed
    shown = client.post(url, sent)
    return shown if shown.status_code == 422 else client.post(url, sent | {"confirmed": "1"})


@pytest.fixture
def quality(client):
    a_day()
    client.force_login(world.an_officer("Hannah Frost", "quality"))
    return client


def test_events_from_that_day_on_ask_the_new_questions(client):
    day = a_day()
    day.complete({"Fiona": "attended", "Maya": "attended", "Ben": "absent", "Sean": "absent"})
    client.force_login(world.an_officer("Hannah Frost", "quality"))
    assert change(client, open_for_days="7", remind_after="2 5").status_code == 302
    new = Questionnaire.objects.get(to_on=None)
    assert [(one.key, one.kind, one.per_facilitator) for one in new.questions.all()] == [
        ("content", "scale", False),
        ("delivery", "scale", True),
        ("improve", "text", False),
    ]
    assert (new.from_on, new.open_for_days, new.remind_after) == (TOMORROW, 7, [2, 5])
    client.logout()
    old = client.get(links()["Fiona"]).content.decode()
    assert "Pace and timing suited me" in old
    assert Invitation.objects.filter(questionnaire=new).count() == 0
    with time_machine.travel(world.NOW + timedelta(days=1), tick=False):
        group = world.staffed(world.a_group(0), world.a_facilitator("Dev Anand"))
        place = world.an_enrolment(group, "Ada")
        register = delivery.register_of(world.an_event(group, 1, on=TOMORROW))
        by, now = world.an_officer(), clock.now()
        delivery.mark_many(register, {place.ref: ("attended", "")}, by=by, now=now)
        invite_attendees(delivery.complete_register(register, by=by, now=now), now=now)
    page = client.get(links()["Ada"]).content.decode()
    assert "Dev Anand knew the subject" in page
    assert "Pace and timing suited me" not in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"questions": THREE.replace("delivery |", "content |")}, "Two questions are called content"),
        ({"questions": THREE + "\nconfidence_before | scale | Before | Before"}, "are drawn as one: ask both, or none"),
        ({"questions": "improve | text | Better | What would make it better"}, "at least one question of kind scale"),
        ({"questions": THREE.replace("| scale |", "| stars |")}, "write how it is answered"),
        ({"questions": THREE.replace("{facilitator}", "{name}")}, "only {facilitator} stands in such brackets"),
        ({"questions": THREE.replace("{facilitator}", "{facilitator")}, "only {facilitator} stands in such brackets"),
        ({"questions": THREE.replace("content |", "Content! |")}, "begin with a word that names the question"),
        ({"questions": THREE + "\nmore"}, "Each line has 4, with | between"),
        ({"questions": THREE.replace("Facilitation", "x" * 41)}, "write the heading in 40 characters or fewer"),
        ({"questions": ""}, "Questions"),
        ({"remind_after": "4 1"}, "after the one before it"),
        ({"remind_after": "1 14"}, "Nobody is reminded when the form is closed"),
        ({"open_for_days": "0"}, "Open for"),
        ({"from_on": f"{world.TODAY:%d/%m/%Y}"}, "earliest"),
    ],
)
def test_a_form_that_makes_no_sense_is_refused_and_kept_as_typed(quality, typed, said):
    answer = change(quality, **typed)
    assert answer.status_code == 422
    page = answer.content.decode().replace("&#x27;", "'")
    assert said in page
    assert Questionnaire.objects.count() == 1


@pytest.mark.parametrize(("role", "reads"), [("ops", True), ("finance", False), ("marketing", False)])
def test_others_of_the_office_change_nothing(client, role, reads):
    a_day()
    client.force_login(world.an_officer("Ruth Adeyemi", role))
    row = Questionnaire.objects.get()
    address = reverse("office:rulebook:policy", args=["questionnaire"])
    assert (client.get(address).status_code == 200) == reads
    assert client.get(reverse("office:rulebook:change", args=["questionnaire", row.pk])).status_code == 404
