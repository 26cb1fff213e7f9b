"""What was done with a partner, logged once by whoever did it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from cadre.commitments.models import Activity
from cadre.commitments.states import ACTIVITY_LOGGED, ActivityKind
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.errors import Refusal
from cadre.partners.models import Partner

ONE_PRESS = timedelta(minutes=1)


@transaction.atomic
def log_activity(
    partner: Partner, *, kind: ActivityKind, happened_on: date, words: str, by: Actor, today: date, now: datetime
) -> Activity:
    """Log it. The same again within a minute is one press. Raises Refusal."""
    if happened_on > today:
        raise Refusal("It has happened, so this cannot be later than today.", field="happened_on")
    if kind == ActivityKind.NOTE and not words.strip():
        raise Refusal("Write the note.", field="words")
    held = Partner.objects.select_for_update().get(pk=partner.pk)
    said = {"partner": held, "kind": kind, "happened_on": happened_on, "words": words, "by_name": by.name[:200]}
    if kept := Activity.objects.filter(**said, logged_at__gt=now - ONE_PRESS).first():
        return kept
    made = Activity.objects.create(**said, logged_at=now)
    journal.record(ACTIVITY_LOGGED, held, by=by, kind=ActivityKind(kind).label.lower())
    return made


@transaction.atomic
def log_several(partners: Iterable[Partner], **said: Any) -> int:
    """The same with each, all or none; how many. Raises Refusal as `log_activity` does."""
    ordered = sorted(partners, key=lambda one: one.pk)
    for partner in ordered:
        log_activity(partner, **said)
    return len(ordered)
