"""A memorandum signed by the partner, declined, and countersigned by the provider, which puts it into force."""

from datetime import date, datetime

from django.db import transaction

from cadre.documents import signing as documents
from cadre.documents.actions import store
from cadre.documents.fingerprints import grouped
from cadre.documents.models import Document, Signature
from cadre.documents.signing import Signing
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.errors import Refusal
from cadre.lib.refs import token_hash
from cadre.messages.actions import post_all
from cadre.partners.actions.memoranda import hold, keep_fact
from cadre.partners.emails import memoranda as emails
from cadre.partners.models import Memorandum
from cadre.partners.states import (
    MEMORANDUM_COUNTERSIGNED,
    MEMORANDUM_DECLINED,
    MEMORANDUM_SIGNED,
    MEMORANDUM_SUPERSEDED,
    MEMORANDUM_WORKFLOW,
    MemorandumState,
    Party,
)
from cadre.people.codes import use_up

SIGNED_BY_PARTNER = (MemorandumState.SIGNED, MemorandumState.IN_FORCE, MemorandumState.SUPERSEDED)


@transaction.atomic
def sign_memorandum(memorandum: Memorandum, signing: Signing, *, by: Actor, now: datetime) -> Memorandum:
    """Sign for the partner exactly the file that was shown. The same press twice is one.

    Raises Refusal when it was recalled or declined, when another file was sent meanwhile, or when somebody else has
    signed; each says so.
    """
    row = hold(memorandum)
    _refuse_blank(signing)
    if row.state not in (MemorandumState.SENT, *SIGNED_BY_PARTNER) or row.document is None:
        raise Refusal(_not_open(row))
    if row.state != MemorandumState.SENT:
        documents.sign(row.document, signing, party=Party.PARTNER, now=now)
        return row
    kept = documents.sign(row.document, signing, party=Party.PARTNER, now=now)
    row.state, row.signed_at = MEMORANDUM_WORKFLOW.after("sign", row.state), kept.signed_at
    row.save(update_fields=["state", "signed_at"])
    data = {"ref": row.ref, "partner": row.partner.short_name, "signatory": kept.name, "role": kept.role}
    journal.record(MEMORANDUM_SIGNED, row, by=by, **data)
    return row


@transaction.atomic
def sign_by_link(memorandum: Memorandum, signing: Signing, *, code: str, by: Actor, now: datetime) -> Memorandum:
    """As `sign_memorandum`, for whoever was named to sign: a link alone signs nothing, a code mailed to them does.

    Raises Refusal also where the code is not the newest one that was mailed for this file.
    """
    row = hold(memorandum)
    if row.state == MemorandumState.SENT:
        use_up(code_purpose(row), code, now=now)
    return sign_memorandum(row, signing, by=by, now=now)


def code_purpose(memorandum: Memorandum) -> str:
    """What a code is mailed for: signing this one file, by this one person."""
    return f"memorandum:{memorandum.pk}:{memorandum.document_id}:{token_hash(memorandum.signatory_email)[:16]}"


def _refuse_blank(signing: Signing) -> None:
    if not signing.name.strip():
        raise Refusal("Type your name as your signature.", field="name")
    if not signing.role.strip():
        raise Refusal("Say in which role you sign.", field="role")


def _not_open(row: Memorandum) -> str:
    why = f": “{row.reason}”" if row.reason else ""
    if row.state == MemorandumState.RECALLED:
        return f"This memorandum was recalled, so nothing was signed{why}. A new one is sent to you once it is right."
    return f"This memorandum does not wait for a signature. It is {row.get_state_display().lower()}{why}."


@transaction.atomic
def decline_memorandum(memorandum: Memorandum, *, reason: str, by: Actor, now: datetime) -> Memorandum:
    """The partner does not sign, and says why. Links to sign stop. Declined already, as it stands. Raises Refusal."""
    row = hold(memorandum)
    if row.state == MemorandumState.DECLINED:
        return row
    if not reason.strip():
        raise Refusal("Say why, so that we can put it right.", field="reason")
    if row.state != MemorandumState.SENT:
        raise Refusal(_not_open(row))
    row.state, row.reason = MEMORANDUM_WORKFLOW.after("decline", row.state), reason.strip()
    row.save(update_fields=["state", "reason"])
    journal.record(MEMORANDUM_DECLINED, row, by=by, ref=row.ref, partner=row.partner.short_name, reason=row.reason)
    return row


@transaction.atomic
def countersign(memorandum: Memorandum, signing: Signing, *, by: Actor, today: date, now: datetime) -> Memorandum:
    """Sign for the provider: in force from today, the one before it superseded, and both sides get the signed copy.

    The same press twice is one. Raises Refusal as `sign_memorandum` does.
    """
    row = hold(memorandum)
    _refuse_blank(signing)
    if row.document and row.state in (MemorandumState.IN_FORCE, MemorandumState.SUPERSEDED):
        documents.sign(row.document, signing, party=Party.PROVIDER, now=now)
        return row
    state = MEMORANDUM_WORKFLOW.after("countersign", row.state)
    assert row.document is not None
    documents.sign(row.document, signing, party=Party.PROVIDER, now=now)
    if row.ends_on is not None and row.ends_on <= today:
        raise Refusal("The term printed in it is over. Recall it, and send it anew.")
    for before in row.partner.memoranda.in_force():
        before.state = MEMORANDUM_WORKFLOW.after("supersede", before.state)
        before.ended_on = today
        before.save(update_fields=["state", "ended_on"])
        said = {"ref": before.ref, "partner": row.partner.short_name, "after": row.ref}
        journal.record(MEMORANDUM_SUPERSEDED, before, by=by, **said)
    row.state, row.in_force_on = state, today
    row.signed_copy = _signed_copy(row, row.document, now)
    row.save(update_fields=["state", "in_force_on", "signed_copy"])
    keep_fact(row.partner)
    journal.record(MEMORANDUM_COUNTERSIGNED, row, by=by, ref=row.ref, partner=row.partner.short_name)
    both = {one.party: one for one in row.document.signatures.all()}
    mails = emails.in_force(
        row, signed=_words(both[Party.PARTNER]), countersigned=_words(both[Party.PROVIDER]), now=now
    )
    post_all(mails, now=now)
    return row


def _words(one: Signature) -> str:
    return f"{one.name}, {one.role}, on {emails.moment(one.signed_at)}"


def _signed_copy(row: Memorandum, signed: Document, now: datetime) -> Document:
    """What was signed, with a page that says by whom, when, and the fingerprint of the file they signed."""
    signatures = [
        {"party": Party(one.party).label, "name": one.name, "role": one.role, "at": emails.moment(one.signed_at)}
        for one in signed.signatures.all()
    ]
    return store(
        kind="signed_memorandum",
        template="memorandum",
        title=f"Memorandum of understanding {row.ref}, signed",
        filename=f"{row.ref}-signed.pdf",
        data={**signed.data, "signatures": signatures, "signed_hash": grouped(signed.sha256)},
        now=now,
        subject=row,
        dedupe_key=f"signed_memorandum:{row.ref}",
    )
