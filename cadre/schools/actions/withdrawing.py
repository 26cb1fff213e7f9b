"""A list of categories that should not be: its file thrown away before it is published, or withdrawn after."""

from datetime import datetime

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.errors import Refusal
from cadre.schools.actions.categories import hold_lists
from cadre.schools.decided import decisions_by
from cadre.schools.models import CategoryList, CategoryUpload
from cadre.schools.rules import refuse_withdrawal
from cadre.schools.states import CATEGORIES_THROWN_AWAY, CATEGORIES_WITHDRAWN


@transaction.atomic
def throw_upload_away(upload: CategoryUpload, *, by: Actor, now: datetime) -> None:
    """End a file that was read and not published. Twice is once. Raises Refusal when it is published."""
    hold_lists()
    row = CategoryUpload.objects.get(pk=upload.pk)
    if row.published:
        raise Refusal(f"This file is published as {row.published}. Withdraw that list instead.")
    if row.thrown_away_at:
        return
    row.thrown_away_at = now
    row.save(update_fields=["thrown_away_at"])
    journal.record(CATEGORIES_THROWN_AWAY, row, by=by)


@transaction.atomic
def withdraw_list(listed: CategoryList, *, why: str, by: Actor, now: datetime) -> CategoryList:
    """Take a list out of use on every day, as if it had not been published; it stays to be read. Twice is once.

    The list that was in use before holds again. Raises Refusal once a decision was taken by the list.
    """
    hold_lists()
    row = CategoryList.objects.get(pk=listed.pk)
    if row.withdrawn_at:
        return row
    if refused := refuse_withdrawal(decisions_by(row)):
        raise Refusal(refused)
    row.withdrawn_at, row.withdrawn_by_name, row.withdrawn_why = now, by.name[:200], why[:300]
    row.save(update_fields=["withdrawn_at", "withdrawn_by_name", "withdrawn_why"])
    journal.record(CATEGORIES_WITHDRAWN, row, by=by, why=why)
    return row
