"""Quotes that waited for a list or a district, worked out again when it is known."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from cadre.applications import emails
from cadre.applications.actions.decisions import requote
from cadre.applications.actions.drafting import new_link
from cadre.applications.actions.locking import locked
from cadre.applications.counting import hold_payers_of
from cadre.applications.models import Application, ApplicationQuerySet
from cadre.applications.pricing import filled_from, quote_inputs
from cadre.applications.rules import stored
from cadre.applications.rules.pricing import priced
from cadre.applications.states import Outcome, State
from cadre.applications.workplaces import whose_quote_waits
from cadre.journal.actions import Actor, System
from cadre.journal.locking import hold_all
from cadre.lib import clock
from cadre.messages.actions import post
from cadre.schools.queries import list_on, withdrawn_lists

LISTS = System("The list of district categories")


@transaction.atomic
def requote_waiting(*, quoted_before: datetime, by: Actor, now: datetime) -> int:
    """Quote those again whose scholarship was not confirmed, and mail the ones for whom that is settled; how many.

    Safe to repeat: a quote made since, or one that would say the same again, is left as it is.
    """
    waiting = whose_quote_waits(Application.objects.filter(quote__made_at__lt=quoted_before))
    hold_payers_of(hold_all(waiting))
    return _all_again(waiting, by=by, now=now)


def requote_by_list_of(today: date, now: datetime) -> int:
    """Quote those again who wait, and were decided by another list than the one in use today; how many.

    So a list that is published ahead takes effect on its day. With them go those that a withdrawn list decided in
    the moment it was withdrawn. A few queries while there is none.
    """
    gone = Application.objects.filter(
        state__in=(State.SUBMITTED, State.ASKED), quote__inputs__facts__list__row__in=withdrawn_lists()
    )
    again = _all_again(gone, by=LISTS, now=now)
    used = list_on(today)
    if used is None:
        return again
    waiting = whose_quote_waits(Application.objects.filter(quote__inputs__facts__has_key="urn"))
    return again + _all_again(waiting.exclude(quote__inputs__facts__list__row=used.pk), by=LISTS, now=now)


def _all_again(waiting: ApplicationQuerySet, *, by: Actor, now: datetime) -> int:
    return sum(_again(row, by=by, now=now) for row in waiting.order_by("pk"))


@transaction.atomic
def _again(application: Application, *, by: Actor, now: datetime) -> bool:
    row = locked(application)
    today = clock.day_of(now)
    inputs, _ = quote_inputs(filled_from(row), row.offering, on=today, apart_from=row.pk)
    price = priced(inputs)
    if row.quote and (price.code, price.sentence, _list(stored.as_json(inputs))) == (
        row.quote.reason_code,
        row.quote.sentence,
        _list(row.quote.inputs),
    ):
        return False
    row = requote(row, by=by, now=now)
    if row.quote and row.quote.outcome != Outcome.NOT_CONFIRMED:
        post(emails.settled(row, new_link(row, now=now), turn=row.quote.pk), now=now)
    return True


def _list(inputs: dict[str, Any]) -> int:
    """The key of the list that inputs were decided by; 0 for none."""
    facts = inputs["facts"] or {}
    return int((facts.get("list") or {}).get("row", 0))
