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
CONTENT = {"key": "content", "text": "The content was relevant to my role", "short": "Content", "kind": "scale"}
DELIVERY = {"key": "delivery", "text": "{facilitator} knew the subject", "short": "Facilitation", "kind": "scale"}
IMPROVE = {"key": "improve", "text": "What would make it better", "short": "Would make it better", "kind": "text"}
BEFORE = {"key": "", "text": "Before", "short": "Before", "kind": "scale", "role": "confidence_before"}
AFTER = {"key": "", "text": "After", "short": "After", "kind": "scale", "role": "confidence_after"}
THREE = [CONTENT, DELIVERY, IMPROVE]


def asked(*questions: dict[str, str]) -> dict[str, str]:
    """The rows as a browser sends them."""
    sent = {f"questions-{at}-{part}": words for at, one in enumerate(questions) for part, words in one.items()}
    return {"questions-count": str(len(questions))} | sent


def address() -> str:
    return reverse("office:rulebook:change", args=["questionnaire", Questionnaire.objects.get(to_on=None).pk])


def opened(client) -> dict[str, str]:
    """What the form holds when it is opened, as a browser sends it, with a day and a source."""
    form = client.get(address()).context["form"]
    first = {field.name: field.value() for field in form if field.value() not in (None, False)}
    return first | {"from_on": f"{TOMORROW:%d/%m/%Y}", "source": "Meeting of May"}


def sent_with(client, *questions: dict[str, str]) -> dict[str, str]:
    """The same with these questions instead."""
    plain = {name: value for name, value in opened(client).items() if not name.startswith("questions-")}
    return plain | asked(*questions)


def change(client, *questions: dict[str, str], **typed):
    """The answer to what quality sends, shown first and then kept."""
    sent = sent_with(client, *(questions or THREE)) | typed
    shown = client.post(address(), sent)
    return shown if shown.status_code == 422 else client.post(address(), sent | {"confirmed": "1"})


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
    ("questions", "field", "said"),
    [
        ([CONTENT, DELIVERY, BEFORE], "questions-2-role", "ask both, or none"),
        ([CONTENT, BEFORE, AFTER | {"kind": "text"}], "questions-2-kind", "from 0 to 10"),
        ([CONTENT, BEFORE, AFTER, AFTER], "questions-3-role", "Another question is this one already"),
        ([CONTENT, CONTENT], "questions-1-role", "Another question is this one already"),
        ([CONTENT, DELIVERY | {"kind": "stars"}], "questions-1-kind", "no longer offered"),
        ([CONTENT, DELIVERY | {"text": "{name} knew"}], "questions-1-text", "Only {facilitator} stands in such"),
        ([CONTENT, DELIVERY | {"text": "{facilitator knew"}], "questions-1-text", "Only {facilitator} stands in such"),
        ([CONTENT, DELIVERY | {"text": "x" * 201}], "questions-1-text", "200"),
        ([CONTENT, DELIVERY | {"short": "x" * 41}], "questions-1-short", "40"),
        ([CONTENT, {"key": "", "kind": "text"}], "questions-1-text", "Enter the words of question 2"),
        ([IMPROVE], None, "at least one other question from 0 to 10"),
        ([CONTENT] * 31, None, "30 at most"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_at_its_field_and_kept_as_typed(quality, questions, field, said):
    answer = change(quality, *questions)
    page = answer.content.decode().replace("&#x27;", "'")
    assert (answer.status_code, said in page) == (422, True)
    form = answer.context["form"]
    assert (field or "__all__") in form.errors
    assert f'href="#id_{field}"' in page or field is None
    for name, value in asked(*questions[:30]).items():
        assert name == "questions-count" or form[name].value() == value, name
    assert Questionnaire.objects.count() == 1


def test_no_question_at_all_is_refused(quality):
    plain = sent_with(quality)
    for count in ("0", "", "many", "-1", "9" * 40):
        answer = quality.post(address(), plain | {"questions-count": count})
        assert (answer.status_code, "Ask at least one question." in answer.content.decode()) == (422, True), count
        assert Questionnaire.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"remind_after": "4 1"}, "after the one before it"),
        ({"remind_after": "1 14"}, "Nobody is reminded when the form is closed"),
        ({"open_for_days": "0"}, "Open for"),
        ({"from_on": f"{world.TODAY:%d/%m/%Y}"}, "earliest"),
    ],
)
def test_days_that_make_no_sense_are_refused(quality, typed, said):
    answer = change(quality, **typed)
    assert (answer.status_code, said in answer.content.decode(), Questionnaire.objects.count()) == (422, True, 1)


def typed_in(answer) -> list[tuple[str, str]]:
    """(heading, question) of each row that the page holds."""
    form = answer.context["form"]
    return [
        (form[f"questions-{at}-short"].value(), form[f"questions-{at}-text"].value())
        for at in range(form.rows["questions"])
    ]


@pytest.mark.parametrize(
    ("press", "headings"),
    [
        ("questions:add", ["Content", "Facilitation", "Would make it better", None]),
        ("questions:remove:1", ["Content", "Would make it better"]),
        ("questions:up:2", ["Content", "Would make it better", "Facilitation"]),
        ("questions:down:0", ["Facilitation", "Content", "Would make it better"]),
        *((f"questions:{wrong}", ["Content", "Facilitation", "Would make it better"]) for wrong in ("up:0", "down:2")),
        *((wrong, ["Content", "Facilitation", "Would make it better"]) for wrong in ("questions:remove:9", "x", "")),
        ("questions:remove:-1", ["Content", "Facilitation", "Would make it better"]),
    ],
)
def test_buttons_add_remove_and_move_questions_and_lose_nothing(quality, press, headings):
    sent = sent_with(quality, *THREE) | {"from_on": "soon", "source": "", "open_for_days": "many"}
    sent |= {"questions-0-text": "Half a questio", "edit": press}
    answer = quality.post(address(), sent)
    form = answer.context["form"]
    assert (answer.status_code, dict(form.errors)) == (200, {}), "nothing is judged before it is sent"
    shown = dict(typed_in(answer))
    assert list(shown) == headings
    assert shown["Content"] == "Half a questio"
    assert [form[name].value() for name in ("from_on", "source", "open_for_days")] == ["soon", "", "many"]
    assert Questionnaire.objects.count() == 1


def test_a_form_is_seen_as_people_will_see_it_before_it_is_kept(quality):
    lost = {"key": "", "kind": "scale"}
    sent = sent_with(quality, CONTENT | {"is_required": "on"}, DELIVERY, lost, IMPROVE) | {"edit": "preview"}
    assert 'name="edit" value="preview"' in quality.get(address()).content.decode()
    page = quality.post(address(), sent).content.decode()
    seen = page[page.index("As people will see it") :]
    assert "[name of the facilitator] knew the subject" in seen
    assert ("(needed)" in seen, "1 entry is left out" in seen, 'name="preview-content"' in seen) == (True, True, True)
    kept = quality.post(address(), sent_with(quality, *THREE)).content.decode()
    assert "As people will see it" in kept[kept.index("What changes") :]


def test_a_question_keeps_its_name_while_it_is_worded_anew_and_a_new_one_gets_its_own(quality):
    new = {"key": "", "text": "How was lunch?", "short": "Content", "kind": "likert"}
    again = {"key": "", "text": "The room was warm", "short": "Venue", "kind": "likert", "role": "venue"}
    odd = {"key": "No key!", "text": "What else?", "short": "9?", "kind": "text"}
    assert change(quality, IMPROVE, CONTENT | {"text": "It helped me"}, new, again, odd).status_code == 302
    made = Questionnaire.objects.get(to_on=None).questions.all()
    assert [(one.position, one.key, one.text) for one in made] == [
        (1, "improve", "What would make it better"),
        (2, "content", "It helped me"),
        (3, "content_2", "How was lunch?"),
        (4, "venue", "The room was warm"),
        (5, "question", "What else?"),
    ]


def test_what_must_be_answered_is_said_at_its_question_and_the_rest_may_be_left_out(quality, client):
    assert change(quality, CONTENT | {"is_required": "on"}, IMPROVE).status_code == 302
    with time_machine.travel(world.NOW + timedelta(days=1), tick=False):
        group = world.staffed(world.a_group(0), world.a_facilitator("Dev Anand"))
        place = world.an_enrolment(group, "Ada")
        register = delivery.register_of(world.an_event(group, 1, on=TOMORROW))
        by, now = world.an_officer(), clock.now()
        delivery.mark_many(register, {place.ref: ("attended", "")}, by=by, now=now)
        invite_attendees(delivery.complete_register(register, by=by, now=now), now=now)
        client.logout()
        link = links()["Ada"]
        page = client.get(link).content.decode()
        assert ("Answer what is marked as needed" in page, page.count("(needed)")) == (True, 1)
        refused = client.post(link, {"improve": "More breaks"})
        assert refused.status_code == 422
        assert "Answer “The content was relevant to my role”." in refused.content.decode()
        assert "More breaks" in refused.content.decode()
        assert client.post(link, {"content": "8"}).status_code == 303


@pytest.mark.parametrize(("role", "reads"), [("ops", True), ("finance", False), ("marketing", False)])
def test_others_of_the_office_change_nothing(client, role, reads):
    a_day()
    client.force_login(world.an_officer("Ruth Adeyemi", role))
    row = Questionnaire.objects.get()
    address = reverse("office:rulebook:policy", args=["questionnaire"])
    assert (client.get(address).status_code == 200) == reads
    assert client.get(reverse("office:rulebook:change", args=["questionnaire", row.pk])).status_code == 404
