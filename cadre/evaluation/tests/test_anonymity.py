"""Nothing that is kept says who wrote what, or when, or in which order. And no report gives one person away."""

import re

import pytest
from django.apps import apps
from django.core import serializers
from django.db import models

from cadre.evaluation.models import Answer, Invitation, Response
from cadre.evaluation.queries import event_report, turnout
from cadre.groups.models import Enrolment
from cadre.journal.models import Entry
from cadre.people.models import User
from tests import world

BOX = (Response, Answer)


def reached_from(model, passing=()):
    """Every model that foreign keys lead to, from `model`, without going on from those in `passing`."""
    found, todo = set(), [model]
    while todo:
        for field in todo.pop()._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model not in found:
                found.add(field.related_model)
                if field.related_model not in passing:
                    todo.append(field.related_model)
    return found


def test_no_key_of_an_answer_leads_to_a_candidate():
    assert Enrolment in reached_from(Invitation)
    assert {field.name for field in Response._meta.get_fields() if isinstance(field, models.ForeignKey)} == {"event"}
    assert {field.name for field in Answer._meta.get_fields() if isinstance(field, models.ForeignKey)} == {
        "response",
        "question",
        "facilitator",
    }
    # An event leads to its group, its venue and whoever picked its date; never to a place or an application.
    for model in BOX:
        assert not reached_from(model) & {Enrolment, Invitation, apps.get_model("applications.Application")}
    assert User not in {field.related_model for model in BOX for field in model._meta.get_fields()}


def test_no_key_of_a_person_leads_to_an_answer():
    pointing = {field.related_model for model in BOX for field in model._meta.get_fields() if field.auto_created}
    assert pointing == {Answer}


def test_an_answer_holds_no_time_and_no_counted_key():
    timed = (models.DateField, models.TimeField, models.DurationField)
    for model in BOX:
        fields = model._meta.get_fields()
        assert not [field.name for field in fields if isinstance(field, timed)]
        assert isinstance(model._meta.pk, models.UUIDField)
    assert [field.name for field in Invitation._meta.get_fields() if isinstance(field, timed)] == [
        "invited_at",
        "expires_at",
        "withdrawn_at",
    ]


def test_answering_changes_nothing_of_the_invitation_but_that_it_is_answered(full_day):
    def rows():
        return {row["pk"]: row["fields"] for row in serializers.serialize("python", Invitation.objects.order_by("pk"))}

    before = rows()
    full_day.answers(8)
    after = rows()
    assert {
        (pk, name) for pk, fields in after.items() for name, value in fields.items() if before[pk][name] != value
    } == {(min(before), "has_answered")}


def test_the_journal_does_not_say_that_anybody_answered(full_day):
    before = list(Entry.objects.values_list("pk", flat=True))
    full_day.answers(8, 9, 4)
    assert Response.objects.count() == 3
    assert list(Entry.objects.values_list("pk", flat=True)) == before


def test_the_order_of_the_rows_is_drawn_anew_with_every_answer(full_day):
    """Rows of a table come back as they lie there. Were they in order of arrival, this would hold every time."""
    full_day.answers(1, 2, 3, 4, 5)
    lying = []
    for _ in range(4):
        texts = Answer.objects.exclude(text="").order_by().values_list("text", flat=True)
        lying.append([int(re.search(r"\d+", text)[0]) for text in texts])
        from cadre.evaluation.actions.answering import _rewrite

        _rewrite(full_day.event.pk, [], outstanding=2)
    assert all(sorted(order) == [1, 2, 3, 4, 5] for order in lying)
    assert lying != [[1, 2, 3, 4, 5]] * 4


def test_every_row_of_a_box_is_written_with_every_answer(full_day):
    """On PostgreSQL each row names the transaction that wrote it: so all rows, and all invitations, name the same."""
    full_day.answers(7, 8, 9)
    before = set(Response.objects.values_list("pk", flat=True)) | set(Answer.objects.values_list("pk", flat=True))
    full_day.answers(6)
    after = set(Response.objects.values_list("pk", flat=True)) | set(Answer.objects.values_list("pk", flat=True))
    assert Response.objects.count() == 4
    assert not before & after


@pytest.mark.parametrize("answers", [1, 2])
def test_fewer_than_three_answers_are_counted_and_not_shown(full_day, answers):
    full_day.answers(*[9] * answers)
    assert Answer.objects.filter(text="Comment of 9").count() == answers
    report = event_report(full_day.event)
    assert (report.turnout.answered, report.turnout.invited, report.turnout.missing) == (answers, 7, 3 - answers)
    assert (report.scores, report.agreed, report.comments, report.has_confidence) == ([], [], [], False)


def test_three_answers_are_shown(full_day):
    full_day.answers(7, 8, 9)
    report = event_report(full_day.event)
    assert report.turnout.shown == 3
    assert [(words, sum(counts)) for words, counts in report.scores] == [
        ("The content was relevant to my role", 3),
        ("Dev Anand was expert and engaging", 3),
        ("Sara Linden was expert and engaging", 3),
    ]
    assert [(heading, sorted(texts)) for heading, texts in report.comments] == [
        ("Will do differently", ["Comment of 7", "Comment of 8", "Comment of 9"])
    ]
    assert report.confidence_title == "Confidence rose by 3.0"


def test_no_report_differs_from_another_by_one_persons_answers(full_day):
    """Read after every answer, as somebody would who watches: what is new is never one person's."""
    seen, counted = [], []
    for score in (1, 2, 3, 4, 5, 6, 7):
        full_day.answers(score)
        report = event_report(full_day.event)
        counted.append(report.turnout.answered)
        seen.append(sum(report.scores[0][1]) if report.scores else 0)
        assert seen[-1] == sum(len(texts) for _, texts in report.comments)
    assert counted == [1, 2, 3, 4, 5, 6, 7]
    assert seen == [0, 0, 3, 3, 5, 5, 7]


def test_comments_keep_their_order_while_nothing_changes(full_day):
    full_day.answers(1, 2, 3, 4, 5)
    before = event_report(full_day.event).comments
    full_day.answers(6)
    assert turnout(full_day.event).answered == 6
    assert event_report(full_day.event).comments == before


def test_what_waited_for_the_last_person_is_shown_at_the_close(db, at_now):
    from datetime import timedelta

    from cadre.evaluation.actions import publish_closed
    from cadre.evaluation.tests.conftest import a_day

    day = a_day(*"ABCDEF")
    day.complete(dict.fromkeys("ABCDEF", "attended"))
    day.answers(5, 6, 7, 8, 9)
    assert turnout(day.event).shown == 3
    for after, shown in ((10, 3), (15, 5), (16, 5)):
        at = world.NOW + timedelta(days=after)
        publish_closed(at.date(), at)
        assert turnout(day.event).shown == shown
