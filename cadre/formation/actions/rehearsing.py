"""What carrying a plan out would cause: it is done aside, with everything that follows, and thrown away."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cadre.documents.rehearsing import undrawn
from cadre.formation.actions.committing import commit_plan
from cadre.formation.follows import papers_after
from cadre.formation.models import ForeseenMail, Plan, Rehearsal
from cadre.formation.states import LISTING_CANCELLED, MAILS_CHOSEN, REHEARSING, MailChoice, PlanState, RehearsalState
from cadre.journal import actions as journal
from cadre.journal.rehearsing import aside, follow, latest_entry
from cadre.journal.telling import Stopped, teller
from cadre.lib.errors import Refusal
from cadre.lib.words import counted
from cadre.messages.rehearsing import Foreseen, collected
from cadre.messages.rules import masked_html, unsealed
from cadre.people.models import User

REASON = "a rehearsal"
BATCH = 500


@transaction.atomic
def ask_rehearsal(plan: Plan, *, close: Collection[str], by: User, now: datetime) -> Rehearsal:
    """Have the mails of a plan listed, anew where they were. What was chosen before is kept. Raises Refusal."""
    plan = Plan.objects.select_for_update().light().get(pk=plan.pk)
    if not plan.is_ready:
        raise Refusal(f"{plan.ref} is {plan.get_state_display().lower()}, so nothing would follow from it.")
    made, new = Rehearsal.objects.get_or_create(plan=plan, defaults={"asked_at": now, "asked_by": by})
    made.close, made.state, made.asked_at, made.asked_by = sorted(close), RehearsalState.QUEUED, now, by
    made.number += not new
    made.done = made.steps = 0
    made.why = ""
    made.save()
    return made


@transaction.atomic
def cancel_rehearsal(plan: Plan, *, by: User) -> Rehearsal:
    """Stop listing the mails of a plan; whoever works on it ends with the next step. Cancelled already, as it stands.

    What was chosen before stays chosen, for when they are listed anew. Raises Refusal where nothing is being listed.
    """
    held = Plan.objects.select_for_update().light().get(pk=plan.pk)
    found = Rehearsal.objects.select_for_update().filter(plan=held).first()
    if found and found.state == RehearsalState.CANCELLED:
        return found
    if found is None or not found.is_working:
        raise Refusal("The mails of this plan are not being listed, so there is nothing to cancel.")
    found.state = RehearsalState.CANCELLED
    found.save(update_fields=["state"])
    journal.record(LISTING_CANCELLED, held, by=by)
    return found


def rehearse_plan(rehearsal_id: int, number: int, *, today: date, now: datetime) -> Rehearsal | None:
    """List what would follow. Safe to repeat; `number` says which asking it answers, so that a later one wins."""
    mine = Rehearsal.objects.filter(pk=rehearsal_id, number=number, state__in=REHEARSING)
    if not mine.update(state=RehearsalState.RUNNING):
        return Rehearsal.objects.filter(pk=rehearsal_id).first()
    asked = Rehearsal.objects.select_related("plan__offering__intake", "asked_by").get(pk=rehearsal_id)
    found: list[Foreseen] = []
    papers: list[tuple[str, str, str]] = []
    faults: list[str] = []
    try:
        with aside() as outside, undrawn(), collected() as found:
            after = latest_entry()
            said: dict[str, Any] = {"reason": REASON, "agreed_otherwise": REASON, "by": asked.asked_by}
            commit_plan(asked.plan, close=asked.close, today=today, now=now, **said)
            faults = follow(after, teller(lambda done, steps: outside(lambda: mine.update(done=done, steps=steps))))
            papers = papers_after(after)
    except Refusal as refused:
        mine.update(state=RehearsalState.FAILED, why=str(refused))
        return Rehearsal.objects.get(pk=rehearsal_id)
    except Stopped:  # listed anew, or the plan is no longer ready
        return Rehearsal.objects.filter(pk=rehearsal_id).first()
    return _keep(asked, number, found, papers, faults, now=now)


@transaction.atomic
def _keep(
    asked: Rehearsal,
    number: int,
    found: Sequence[Foreseen],
    papers: Iterable[tuple[str, str, str]],
    faults: list[str],
    *,
    now: datetime,
) -> Rehearsal:
    held = Rehearsal.objects.select_for_update().get(pk=asked.pk)
    if held.number != number or held.state not in REHEARSING:
        return held
    before = {
        (one.kind, one.to, one.about_label): one.choice
        for one in held.mails.only("kind", "to", "about_label", "choice")
    }
    held.mails.all().delete()
    rows = [_row(held, at, one, before) for at, one in enumerate(_in_order(found), 1)]
    ForeseenMail.objects.bulk_create(rows, batch_size=BATCH)
    held.state, held.ready_at, held.papers, held.faults = RehearsalState.READY, now, [*map(list, papers)], faults[:20]
    held.save(update_fields=["state", "ready_at", "papers", "faults"])
    return held


def _in_order(found: Sequence[Foreseen]) -> list[Foreseen]:
    """By kind, then by reader."""
    return sorted(found, key=lambda one: (one.message.kind, one.message.to_name or one.message.to, one.message.key))


def _row(held: Rehearsal, at: int, one: Foreseen, before: dict[tuple[str, str, str], str]) -> ForeseenMail:
    message = one.message
    return ForeseenMail(
        rehearsal=held,
        number=at,
        kind=message.kind,
        to=message.to,
        to_name=message.to_name,
        cc=message.cc,
        about_label=message.about_label,
        subject=message.subject,
        text=unsealed(message.text, {}),
        html=masked_html(message.html),
        files=one.files,
        lacks=message.last_error if message.state == "held" else "",
        choice=before.get((message.kind, message.to, message.about_label), MailChoice.SEND),
    )


@transaction.atomic
def choose_mails(plan: Plan, *, choice: MailChoice, by: User, kind: str = "", numbers: Collection[int] = ()) -> int:
    """Have mails sent, held or left out when the plan is carried out: those `numbers`, or all of a `kind`. How many.

    Raises Refusal when the plan is no longer ready, or they are not listed.
    """
    held = Plan.objects.select_for_update().light().get(pk=plan.pk)
    listed = Rehearsal.objects.filter(plan=held, state=RehearsalState.READY).first()
    if held.state != PlanState.READY or listed is None:
        raise Refusal("The mails of this plan are not listed now, so nothing was chosen.")
    rows = listed.mails.filter(kind=kind) if kind else listed.mails.filter(number__in=numbers)
    number = rows.exclude(choice=choice).update(choice=choice)
    if number:
        mails = counted(number, "mail")
        journal.record(MAILS_CHOSEN, held, by=by, mails=mails, choice=MailChoice(choice).label.lower())
    return number
