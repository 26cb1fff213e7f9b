"""Memoranda drafted, sent, recalled, given up, filed from paper and ended; and what a partner's row says of them."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from cadre.documents.actions import store
from cadre.documents.models import Document
from cadre.journal import actions as journal
from cadre.journal import locking
from cadre.journal.actions import Actor, System
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal
from cadre.lib.refs import new_token, reference, token_hash
from cadre.lib.seen import mark_of, refuse_changed
from cadre.messages.actions import post, post_all
from cadre.partners.emails import memoranda as emails
from cadre.partners.models import Memorandum, MemorandumPolicy, Partner, SigningLink
from cadre.partners.queries.memoranda import leads_of, overdue, paper, policy_on, text_on, to_renew, values_for
from cadre.partners.rules import memoranda as rules
from cadre.partners.states import (
    MEMORANDUM_DRAFTED,
    MEMORANDUM_DROPPED,
    MEMORANDUM_ENDED,
    MEMORANDUM_FILED,
    MEMORANDUM_RECALLED,
    MEMORANDUM_REMINDED,
    MEMORANDUM_SENT,
    MEMORANDUM_WORKFLOW,
    RENEWAL_PROPOSED,
    SIGNATORY_NAMED,
    MemorandumState,
)

CALENDAR = System("The calendar")


def hold(memorandum: Memorandum) -> Memorandum:
    """The memorandum as it is, its partner held first, so that what is done about one partner comes in turn."""
    Partner.objects.select_for_update().values_list("pk").get(pk=memorandum.partner_id)
    return locking.held(Memorandum.objects.select_related("partner", "text", "document", "replaces"), memorandum.pk)


def keep_fact(partner: Partner) -> None:
    """Write on the partner's row what its memoranda say. The caller holds the partner."""
    present = partner.memoranda.in_force().first()
    if present:
        partner.signed_on = partner.signed_on or present.in_force_on
        partner.memorandum_ends_on = present.ends_on
    else:
        ended = partner.memoranda.filter(state=MemorandumState.ENDED)
        partner.memorandum_ends_on = ended.order_by("-ended_on").values_list("ended_on", flat=True).first()
    partner.save(update_fields=["signed_on", "memorandum_ends_on"])


@transaction.atomic
def draft_memorandum(partner: Partner, *, by: Actor, today: date, now: datetime) -> Memorandum:
    """The next memorandum of a partner, from the text in use; the one under way when there is one. Raises Refusal."""
    held = Partner.objects.select_for_update().get(pk=partner.pk)
    if under_way := held.memoranda.under_way().first():
        return under_way
    if held.left_on is not None and held.left_on <= today:
        raise Refusal(f"{held.short_name} left the network on {long_day(held.left_on)}.")
    text = text_on(today)
    if text is None:
        raise Refusal("There is no published text to make it from. Publish one first.")
    made = Memorandum.objects.create(
        ref=_free_ref(),
        partner=held,
        text=text,
        replaces=held.memoranda.in_force().first(),
        drafted_at=now,
    )
    journal.record(MEMORANDUM_DRAFTED, made, by=by, ref=made.ref, partner=held.short_name)
    return made


def _free_ref() -> str:
    while True:
        ref = reference("MOU")
        if not Memorandum.objects.filter(ref=ref).exists():
            return ref


@transaction.atomic
def send_memorandum(memorandum: Memorandum, *, by: Actor, today: date, now: datetime) -> Memorandum:
    """Draw the file to sign from the text in use, and tell the partner's leads. Raises Refusal naming what lacks."""
    row = hold(memorandum)
    if row.state == MemorandumState.SENT:
        raise Refusal("Somebody has just sent this memorandum.")
    row.state = MEMORANDUM_WORKFLOW.after("send", row.state)
    terms, text = policy_on(today), text_on(today)
    if terms is None or text is None:
        raise Refusal("There are no terms or no published text for today, so there is nothing to send.")
    if not leads_of(row.partner, today):
        raise Refusal(f"{row.partner.short_name} has no lead to send it to. Name one first.")
    before = row.replaces.ends_on if row.replaces and row.replaces.is_in_force_on(today) else None
    row.text, row.sent_at, row.reminded_at, row.signed_at, row.reason = text, now, None, None, ""
    row.ends_on = rules.term_end(months=terms.term_months, today=today, before=before)
    values = values_for(row.partner, ends_on=row.ends_on, months=terms.term_months, today=today)
    if lacking := rules.lacking(text.body, values):
        raise Refusal(f"The text names what is not known of {row.partner.short_name}: {', '.join(lacking)}.")
    row.document = _drawn(row, rules.sections(text.body, values), today=today, now=now)
    row.signatory_name = row.signatory_email = row.signatory_role = ""
    row.save()
    row.links.all().delete()
    journal.record(MEMORANDUM_SENT, row, by=by, ref=row.ref, partner=row.partner.short_name)
    post_all(emails.to_sign(row, now=now), now=now)
    return row


def _drawn(row: Memorandum, sections: list[dict[str, Any]], *, today: date, now: datetime) -> Document:
    number = Document.objects.about(row).filter(kind="memorandum").count() + 1
    return store(
        kind="memorandum",
        template="memorandum",
        title=f"Memorandum of understanding {row.ref}",
        filename=f"{row.ref}-to-sign-{number}.pdf",
        data=paper(row, sections, sending=number, day=today),
        now=now,
        subject=row,
        dedupe_key=f"memorandum:{row.ref}:{number}",
    )


@transaction.atomic
def recall_memorandum(memorandum: Memorandum, *, reason: str, by: Actor, now: datetime) -> Memorandum:
    """Take back what was sent: links stop, a signature of the partner's no longer counts. Raises Refusal."""
    row = hold(memorandum)
    if not reason.strip():
        raise Refusal("Say why. It stands in the mail to the partner.", field="reason")
    row.state, row.reason = MEMORANDUM_WORKFLOW.after("recall", row.state), reason.strip()
    row.save(update_fields=["state", "reason"])
    row.links.all().delete()
    journal.record(MEMORANDUM_RECALLED, row, by=by, ref=row.ref, partner=row.partner.short_name, reason=row.reason)
    post_all(emails.recalled(row, now=now), now=now)
    return row


@transaction.atomic
def drop_memorandum(memorandum: Memorandum, *, reason: str, by: Actor) -> Memorandum:
    """Give up one that is not with the partner. What is in force stays so. Raises Refusal."""
    row = hold(memorandum)
    if not reason.strip():
        raise Refusal("Say why. It is kept with the memorandum.", field="reason")
    row.state, row.reason = MEMORANDUM_WORKFLOW.after("drop", row.state), reason.strip()
    row.save(update_fields=["state", "reason"])
    journal.record(MEMORANDUM_DROPPED, row, by=by, ref=row.ref, partner=row.partner.short_name, reason=row.reason)
    return row


@transaction.atomic
def name_signatory(
    memorandum: Memorandum,
    *,
    name: str,
    email: str,
    role: str,
    by: Actor,
    today: date,
    now: datetime,
    seen: str = "",
) -> Memorandum:
    """Mail a link to somebody with authority to sign. Who was named before can no longer sign by theirs.

    The same press twice mails one link. Raises Conflict when somebody else was named since, and Refusal.
    """
    row = hold(memorandum)
    if row.state != MemorandumState.SENT:
        raise Refusal(f"This memorandum does not wait for a signature: {row.get_state_display().lower()}.")
    present = signatory_of(row)
    if seen and seen != mark_of(present) and present == {"signatory": name, "email": email, "role": role}:
        return row
    refuse_changed(present, seen)
    row.signatory_name, row.signatory_email, row.signatory_role = name, email, role
    row.save(update_fields=["signatory_name", "signatory_email", "signatory_role"])
    row.links.all().delete()
    token, until = _link(row, policy_on(today), now)
    data = {"ref": row.ref, "partner": row.partner.short_name}
    journal.record(SIGNATORY_NAMED, row, by=by, signatory=name, role=role, **data)
    post(emails.signing_link(row, token, until, now=now), now=now)
    return row


def signatory_of(row: Memorandum) -> dict[str, object]:
    """Who was named to sign, by the names of the fields of the form that names them."""
    return {"signatory": row.signatory_name, "email": row.signatory_email, "role": row.signatory_role}


def _link(row: Memorandum, terms: MemorandumPolicy | None, now: datetime) -> tuple[str, datetime]:
    if terms is None or row.document is None:
        raise Refusal("There is no file to sign, or there are no terms for today that say how long a link works.")
    token, until = new_token(), now + timedelta(days=terms.link_days)
    SigningLink.objects.create(memorandum=row, document=row.document, token_hash=token_hash(token), expires_at=until)
    return token, until


@transaction.atomic
def remind_to_sign(memorandum: Memorandum, *, by: Actor, today: date, now: datetime) -> bool:
    """Remind whoever was named to sign, or else the leads; at most once an hour. Whether it was done."""
    row = hold(memorandum)
    if row.state != MemorandumState.SENT or (row.reminded_at and now - row.reminded_at < timedelta(hours=1)):
        return False
    row.reminded_at = now
    row.save(update_fields=["reminded_at"])
    token, until = _link(row, policy_on(today), now) if row.signatory_email else ("", now)
    post_all(emails.reminders(row, token, until, now=now), now=now)
    journal.record(MEMORANDUM_REMINDED, row, by=by, ref=row.ref, partner=row.partner.short_name)
    return True


@transaction.atomic
def file_on_paper(
    partner: Partner, *, in_force_on: date, ends_on: date, reason: str, by: Actor, today: date, now: datetime
) -> Memorandum:
    """Keep that a memorandum was signed on paper, and open planning with it. `ends_on`: first day it does not hold."""
    held = Partner.objects.select_for_update().get(pk=partner.pk)
    if held.memoranda.under_way().exists() or held.memoranda.in_force().exists():
        raise Refusal("This partner has a memorandum in force or under way. End that one, or go on with it.")
    if in_force_on > today:
        raise Refusal("It was signed, so this cannot be later than today.", field="in_force_on")
    if ends_on <= today:
        raise Refusal("Its term must not be over yet.", field="ends_on")
    made = Memorandum.objects.create(
        ref=_free_ref(),
        partner=held,
        state=MemorandumState.IN_FORCE,
        on_paper=True,
        in_force_on=in_force_on,
        ends_on=ends_on,
        reason=reason,
        drafted_at=now,
    )
    keep_fact(held)
    journal.record(MEMORANDUM_FILED, made, by=by, partner=held.short_name)
    return made


@transaction.atomic
def end_memorandum(memorandum: Memorandum, *, reason: str, by: Actor, today: date) -> Memorandum:
    """No longer in force from today: planning and promotion close, groups that run run off. Raises Refusal."""
    row = hold(memorandum)
    if not reason.strip():
        raise Refusal("Say why. It is kept with the memorandum.", field="reason")
    row.state, row.reason = MEMORANDUM_WORKFLOW.after("end", row.state), reason.strip()
    row.ended_on = min(today, row.ends_on) if row.ends_on else today
    row.save(update_fields=["state", "reason", "ended_on"])
    keep_fact(row.partner)
    journal.record(MEMORANDUM_ENDED, row, by=by, ref=row.ref, partner=row.partner.short_name, reason=row.reason)
    return row


def end_what_is_over(*, today: date) -> int:
    """End every memorandum whose term is over, each once. Safe to repeat. How many."""
    due = list(overdue(Memorandum.objects.all(), today).order_by("partner"))
    for row in due:
        assert row.ends_on
        end_memorandum(row, reason=rules.ended_words(row.ends_on), by=CALENDAR, today=today)
    return len(due)


@transaction.atomic
def propose_renewals(*, today: date, now: datetime) -> int:
    """Say once of each memorandum that ends soon that its renewal is due. Safe to repeat. How many."""
    due = to_renew(Memorandum.objects.select_related("partner"), today).filter(renewal_proposed_at=None)
    rows = locking.all_held(due.order_by("pk"))
    for row in rows:
        row.renewal_proposed_at = now
        row.save(update_fields=["renewal_proposed_at"])
        assert row.ends_on
        last = long_day(row.ends_on - timedelta(days=1))
        journal.record(RENEWAL_PROPOSED, row, by=CALENDAR, ref=row.ref, partner=row.partner.short_name, day=last)
    return len(rows)


def remind_when_due(*, today: date, now: datetime) -> int:
    """Remind of what waits to be signed, as often as the terms say. Safe to repeat. How many."""
    terms = policy_on(today)
    waiting = Memorandum.objects.filter(state=MemorandumState.SENT).order_by("partner")
    due = [
        row
        for row in waiting
        if terms and rules.is_due_for_reminder(row.reminded_at or row.sent_at or now, days=terms.remind_days, now=now)
    ]
    return sum(remind_to_sign(row, by=CALENDAR, today=today, now=now) for row in due)
