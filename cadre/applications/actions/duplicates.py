"""Applications that may be one person's: noted, looked at, and made one."""

from datetime import datetime

from django.db import transaction

from cadre.applications.actions.following import drop_question, end_confirmation
from cadre.applications.actions.locking import locked
from cadre.applications.duplicates import alike
from cadre.applications.holdings import keepers
from cadre.applications.merging import merger
from cadre.applications.models import Application, Arrangement, Confirmation, Pair, ResumeLink
from cadre.applications.states import (
    APPLICATION_MERGED,
    APPLICATION_TOOK_IN,
    PAIR_FOUND,
    PAIR_SETTLED,
    WORKFLOW,
    DeferralState,
    PairState,
)
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.locking import held, hold_all
from cadre.lib.errors import Conflict, Refusal
from cadre.people.models import User

CHECK = System("The check for duplicates")


@transaction.atomic
def flag_duplicates(application: Application, *, now: datetime) -> list[Pair]:
    """Note every application that looks like the same person's, for staff to look at. Safe to repeat: two that were
    looked at are not brought up again."""
    hold_all([application, *(other for other, _ in alike(application))])
    application.refresh_from_db()
    made = []
    for other, why in alike(application):
        first, second = sorted((application, other), key=lambda row: row.pk)
        pair, new = Pair.objects.get_or_create(first=first, second=second, defaults={"why": why, "found_at": now})
        if new:
            journal.record(PAIR_FOUND, application, by=CHECK, other=f"{other} ({other.ref})", why=why)
            made.append(pair)
    return made


@transaction.atomic
def settle_pair(pair: Pair, *, state: PairState, note: str, by: User, now: datetime) -> Pair:
    """Say that they are two people, or one person whose applications both stand. Remembered for good.

    Raises Conflict when somebody looked at them first.
    """
    row = _open(pair)
    _settled(row, state, note=note, by=by, now=now)
    journal.record(
        PAIR_SETTLED,
        row.first,
        by=by,
        other=f"{row.second} ({row.second.ref})",
        verdict=state.label.lower(),
        note=note,
    )
    return row


@transaction.atomic
def merge_applications(pair: Pair, *, kept: Application, reason: str, by: User, now: datetime) -> Application:
    """Make the two one: `kept` stands, the other ends and points to it, for good.

    What the kept one lacks is filled from the other; links, the place in a group and what is needed at events move.
    Raises Refusal when both hold a place or an invoice, or it is the wrong way round; Conflict when somebody looked at
    them first.
    """
    row = _open(pair)
    rows = {one.pk: one for one in (locked(row.first), locked(row.second))}
    stands = rows.pop(kept.pk)
    (goes,) = rows.values()
    found = merger(stands, goes)
    if found.barred:
        raise Refusal(found.barred)
    for name, value in found.values.items():
        setattr(stands, name, value)
    stands.save(update_fields=[*found.values] or ["state"])
    for keeper in keepers():
        if keeper.move and keeper.held(goes):
            keeper.move(goes, stands)
    ResumeLink.objects.filter(application=goes).update(application=stands)
    if not Arrangement.objects.filter(application=stands).exists():
        Arrangement.objects.filter(application=goes).update(application=stands)
    if not Confirmation.objects.filter(application=stands).exists():
        Confirmation.objects.filter(application=goes).update(application=stands)
    end_confirmation(goes)
    drop_question(goes, now=now)
    if not stands.sponsorships.current().exists():
        goes.sponsorships.update(application=stands)
    goes.deferrals.under_way().update(state=DeferralState.TAKEN_BACK)
    Application.objects.filter(merged_into=goes).update(merged_into=stands)
    goes.state, goes.merged_into, goes.changed_at = WORKFLOW.after("merge", goes.state), stands, now
    goes.save(update_fields=["state", "merged_into", "changed_at"])
    _settled(row, PairState.MERGED, note=reason, by=by, now=now)
    _pass_on_pairs(goes, stands, by=by, now=now)
    journal.record(APPLICATION_MERGED, goes, by=by, gone=goes.ref, kept=stands.ref, reason=reason)
    journal.record(APPLICATION_TOOK_IN, stands, by=by, gone=goes.ref, kept=stands.ref, reason=reason)
    return stands


def _open(pair: Pair) -> Pair:
    """The pair, held behind both its applications, as is whatever else changes one of them."""
    hold_all([pair.first, pair.second])
    row = held(Pair.objects.select_related("first", "second", "settled_by"), pair.pk)
    if row.state != PairState.OPEN:
        raise Conflict(
            f"{row.settled_by or 'Somebody'} looked at these two already: {row.get_state_display().lower()}."
        )
    return row


def _settled(row: Pair, state: PairState, *, note: str, by: User, now: datetime) -> None:
    row.state, row.note, row.settled_by, row.settled_at = state, note, by, now
    row.save(update_fields=["state", "note", "settled_by", "settled_at"])


def _pass_on_pairs(goes: Application, stands: Application, *, by: User, now: datetime) -> None:
    """Whoever else looked like the one that goes is compared with the one that stands."""
    for pair in [*goes.pairs_as_first.open(), *goes.pairs_as_second.open()]:
        _settled(pair, PairState.MERGED, note=f"{goes.ref} was merged into {stands.ref}", by=by, now=now)
        other = pair.second_id if pair.first_id == goes.pk else pair.first_id
        first, second = sorted((other, stands.pk))
        Pair.objects.get_or_create(
            first_id=first, second_id=second, defaults={"why": pair.why, "found_at": pair.found_at}
        )
