"""After a confirmed date moved: who is asked whether they can come, what they answer, and who is reminded."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor, System
from cadre.journal.locking import held
from cadre.lib.errors import Refusal
from cadre.messages.actions import post_all
from cadre.people.models import User
from cadre.scheduling import emails
from cadre.scheduling.models import DateAnswer, Event
from cadre.scheduling.queries.terms import known_terms
from cadre.scheduling.states import DATE_ANSWERED


def ask_whether(
    event: Event, people: Iterable[User], *, facilitators: Iterable[User] = (), now: datetime
) -> dict[int, DateAnswer]:
    """One question for each person about the event as it is on now, by the person's key. Safe to repeat."""
    running = {user.pk for user in facilitators}
    DateAnswer.objects.bulk_create(
        [
            DateAnswer(event=event, sequence=event.sequence, person=user, facilitates=user.pk in running, asked_at=now)
            for user in {user.pk: user for user in [*facilitators, *people]}.values()
        ],
        ignore_conflicts=True,
    )
    asked = DateAnswer.objects.filter(event=event, sequence=event.sequence).select_related("person")
    return {row.person_id: row for row in asked}


@transaction.atomic
def answer_date(answer: DateAnswer, *, can_come: bool, words: str, now: datetime) -> DateAnswer:
    """Kept until the event begins, and may be changed until then. The same press twice is one.

    Raises Refusal where the event has moved again, was called off, or has begun.
    """
    row = held(DateAnswer.objects.select_related("event__element", "event__group", "person"), answer.pk)
    if row.event.sequence != row.sequence:
        raise Refusal("This date has changed again meanwhile. The newest mail asks about the day as it is now.")
    if row.event.called_off_at:
        raise Refusal("This event does not take place.")
    if row.event.starts_on <= now.date():
        raise Refusal("This event has begun. Write to us if something is not right.")
    if (row.can_come, row.words) == (can_come, words.strip()):
        return row
    row.can_come, row.words, row.answered_at = can_come, words.strip()[:500], now
    row.save(update_fields=["can_come", "words", "answered_at"])
    by: Actor = System(row.person.name)
    journal.record(
        DATE_ANSWERED,
        row.event,
        by=by,
        event=f"{row.event.group.ref} {row.event.element.title}",
        answer="can come" if can_come else "cannot come",
        facilitates=row.facilitates,
    )
    return row


@transaction.atomic
def remind_of_moved_dates(today: date, now: datetime) -> int:
    """Remind once whoever has not said whether they can come, when the days of the terms are over. Safe to repeat."""
    terms = known_terms(today)
    if terms is None:
        return 0
    before = now - timedelta(days=terms.answer_days)
    rows = DateAnswer.objects.filter(can_come=None, reminded_at=None, asked_at__lte=before, event__starts_on__gt=today)
    due = [
        row
        for row in rows.select_related(
            "event__element", "event__venue", "event__group__offering__qualification", "person"
        )
        if row.sequence == row.event.sequence and not row.event.called_off_at
    ]
    post_all([emails.date_unanswered(row) for row in due], now=now)
    DateAnswer.objects.filter(pk__in=[row.pk for row in due]).update(reminded_at=now)
    return len(due)
