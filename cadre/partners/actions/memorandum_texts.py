"""The memorandum's text written and published, and the terms memoranda are made by."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.dates import long_day
from cadre.lib.errors import Conflict, Refusal
from cadre.messages.rules import body_faults
from cadre.partners.models import MemorandumText
from cadre.partners.rules import memoranda as rules
from cadre.partners.states import TEXT_PUBLISHED, TEXT_SAVED, TextState


def refuse_text(body: str) -> None:
    """Raises Refusal with every fault of a text: an unknown field, a section without words."""
    if faults := [*rules.text_faults(body), *(body_faults(body, rules.FIELDS) if body.strip() else [])]:
        raise Refusal(" ".join(faults), field="body")


@transaction.atomic
def save_text(body: str, *, source: str, based_on: int, by: Actor, now: datetime) -> MemorandumText:
    """Save the draft of the next version, begun when there is none. Raises Refusal, and Conflict.

    `based_on`: how often the draft had been saved when the writer opened it.
    """
    refuse_text(body)
    draft = MemorandumText.objects.select_for_update().filter(state=TextState.DRAFT).first()
    if (draft.changes if draft else 0) != based_on:
        theirs: dict[str, object] = {"body": draft.body, "changes": draft.changes} if draft else {}
        raise Conflict("Somebody saved this text meanwhile. Theirs is below; put both together.", theirs=theirs)
    if draft is None:
        last = MemorandumText.objects.aggregate(last=Max("version"))["last"] or 0
        draft = MemorandumText(version=last + 1)
    draft.body, draft.source, draft.changes = body, source, based_on + 1
    draft.saved_at, draft.saved_by_name = now, by.name[:200]
    draft.save()
    journal.record(TEXT_SAVED, draft, by=by, version=draft.version)
    return draft


@transaction.atomic
def publish_text(text: MemorandumText, *, from_on: date, changes: int, by: Actor, today: date, now: datetime) -> None:
    """What is sent from `from_on` is made from this text. `changes`: the save that was read. Raises Refusal."""
    row = MemorandumText.objects.select_for_update().get(pk=text.pk)
    if not row.is_draft:
        raise Refusal("This text is published already.")
    if row.changes != changes:
        raise Refusal("Somebody saved this text after you had opened it. Read it again, then publish it.")
    if from_on < today:
        raise Refusal("Give today or a later day.", field="from_on")
    if MemorandumText.objects.filter(from_on=from_on).exists():
        raise Refusal("Another version is published from that day. Give another day.", field="from_on")
    refuse_text(row.body)
    row.state, row.from_on = TextState.PUBLISHED, from_on
    row.published_at, row.published_by_name = now, by.name[:200]
    row.save()
    journal.record(TEXT_PUBLISHED, row, by=by, version=row.version, day=long_day(from_on))
