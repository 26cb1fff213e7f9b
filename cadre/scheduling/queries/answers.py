"""Who can come on a day that an event was moved to."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing

from cadre.scheduling.models import DateAnswer, Event

SALT = "scheduling.date-answer"


@dataclass(frozen=True)
class Answers:
    """Of one event as it is now: rows by what was answered."""

    event: Event
    can: list[DateAnswer]
    cannot: list[DateAnswer]
    silent: list[DateAnswer]

    @property
    def words(self) -> str:
        """`12 can come, 1 cannot, 3 have not said`."""
        return f"{len(self.can)} can come, {len(self.cannot)} cannot, {len(self.silent)} have not said"


def token_of(answer: DateAnswer) -> str:
    """Names the question in a link that nobody can make up."""
    return signing.dumps(answer.pk, salt=SALT)


def answer_named_by(token: str) -> DateAnswer | None:
    """The question that a link was mailed for, or None. It opens nothing else."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    rows = DateAnswer.objects.filter(pk=pk).select_related(
        "event__element", "event__venue", "event__group__partner", "event__group__offering__qualification", "person"
    )
    return rows.first()


def answers_for(events: Iterable[Event]) -> list[Answers]:
    """What was answered for each event that was asked about as it is now. One query."""
    rows = DateAnswer.objects.filter(event__in=[event.pk for event in events]).select_related("person")
    found = []
    for event in events:
        asked = [row for row in rows if row.event_id == event.pk and row.sequence == event.sequence]
        if asked:
            parts = [[row for row in asked if row.can_come is said] for said in (True, False, None)]
            found.append(Answers(event, *parts))
    return found
