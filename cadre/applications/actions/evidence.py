"""Lines of the checklist that an officer ticks by hand."""

from datetime import datetime

from django.db import transaction

from cadre.applications.actions.locking import locked
from cadre.applications.evidence import checklist_of
from cadre.applications.models import Application, EvidenceTick
from cadre.applications.states import EVIDENCE_TICKED, EVIDENCE_UNTICKED, WAITING, Item
from cadre.journal import actions as journal
from cadre.lib.errors import Refusal
from cadre.people.models import User


@transaction.atomic
def tick_evidence(application: Application, *, item: Item, note: str, by: User, now: datetime) -> EvidenceTick:
    """Tick a line that needs a person, with a note that says why. Ticked already, it stays as it is.

    Raises Refusal when the line needs nobody, is not for ticking, or the application is decided.
    """
    row = locked(application)
    _refuse_decided(row)
    there = EvidenceTick.objects.filter(application=row, item=item).first()
    if there:
        return there
    line = next(line for line in checklist_of(row).lines if line.item == item)
    if not line.may_tick:
        raise Refusal(f"“{item.label}” is not ticked by hand: {line.sentence}")
    tick = EvidenceTick.objects.create(application=row, item=item, note=note, by=by, at=now)
    journal.record(EVIDENCE_TICKED, row, by=by, item=item.label, note=note)
    return tick


@transaction.atomic
def untick_evidence(application: Application, *, item: Item, by: User, now: datetime) -> None:
    """Take a tick back. Raises Refusal when the application is decided. Safe to repeat."""
    row = locked(application)
    _refuse_decided(row)
    if EvidenceTick.objects.filter(application=row, item=item).delete()[0]:
        journal.record(EVIDENCE_UNTICKED, row, by=by, item=item.label)


def _refuse_decided(row: Application) -> None:
    if row.state not in WAITING:
        raise Refusal(f"This is {row.get_state_display().lower()}, so its checklist stays as it was.")
