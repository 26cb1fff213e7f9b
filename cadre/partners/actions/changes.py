"""A partner leaves or is merged into another: decided with a reason, carried out on its day, taken back."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal
from cadre.messages.actions import post, post_all
from cadre.partners import emails
from cadre.partners.models import AllocationCode, Contact, OrgChange, Partner
from cadre.partners.rules.changes import refuse_change
from cadre.partners.states import (
    CHANGE_PLANNED,
    CHANGE_TAKEN_BACK,
    PARTNER_LEFT,
    PARTNER_MERGED,
    OrgChangeKind,
)
from cadre.people.models import User


@transaction.atomic
def plan_change(
    partner: Partner, *, into: Partner | None, on_day: date, reason: str, by: User, today: date, now: datetime
) -> OrgChange:
    """The partner leaves on `on_day`, its first day outside the network, or goes into another.

    Today it is done at once; a later day waits, and no group is opened for a day after it. Raises Refusal.
    """
    held = _hold(partner, into)
    row, heir = held[partner.pk], held[into.pk] if into else None
    why = refuse_change(
        signed=row.signed_on is not None and row.signed_on <= today,
        left=row.left_on is not None and row.left_on <= today,
        planned=row.changes.standing().exists(),
        on_day=on_day,
        today=today,
        same=heir is not None and heir.pk == row.pk,
        heir_active=heir is None or heir.is_active_on(on_day),
    )
    if why:
        raise Refusal(why)
    made = OrgChange.objects.create(
        partner=row,
        kind=OrgChangeKind.MERGER if heir else OrgChangeKind.LEAVING,
        into=heir,
        on_day=on_day,
        reason=reason,
        decided_by=by,
        decided_at=now,
    )
    row.left_on = on_day
    row.save(update_fields=["left_on"])
    journal.record(CHANGE_PLANNED, row, by=by, what=_words(made), day=long_day(on_day), reason=reason)
    if on_day <= today:
        _carry_out(made, row, by=by, now=now)
    return made


@transaction.atomic
def carry_out_change(change: OrgChange, *, today: date, now: datetime) -> bool:
    """Do what was planned for a day that has come, once. Whether it was done now."""
    held = _hold(change.partner, change.into)
    row = OrgChange.objects.select_related("into").get(pk=change.pk)
    if row.carried_out_at is not None or row.taken_back_at is not None or row.on_day > today:
        return False
    _carry_out(row, held[row.partner_id], by=System("The calendar"), now=now)
    return True


@transaction.atomic
def take_back_change(change: OrgChange, *, reason: str, by: User, now: datetime) -> OrgChange:
    """The partner is as it was before, as far as nothing else was decided since. Raises Refusal."""
    held = _hold(change.partner, change.into)
    partner = held[change.partner_id]
    row = OrgChange.objects.select_related("into").get(pk=change.pk)
    if row.taken_back_at is not None:
        raise Refusal("This was taken back already.")
    if row.into and row.carried_out_at and row.into.left_on:
        raise Refusal(f"{row.into} has left since. Take that back first.")
    partner.left_on, partner.merged_into = None, None
    partner.save(update_fields=["left_on", "merged_into"])
    row.taken_back_at, row.taken_back_by, row.taken_back_reason = now, by, reason
    row.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_reason"])
    _undo(row, partner)
    journal.record(
        CHANGE_TAKEN_BACK, partner, by=by, what=_words(row), reason=reason, change=row.pk, done=bool(row.carried_out_at)
    )
    return row


@transaction.atomic
def note_moved(change: OrgChange, name: str, moved: list[Any]) -> None:
    """What a room above moved because of it, to be moved back. Added to what is there."""
    row = OrgChange.objects.select_for_update().get(pk=change.pk)
    row.moved[name] = [*row.moved.get(name, []), *moved]
    row.save(update_fields=["moved"])


def _hold(partner: Partner, into: Partner | None) -> dict[int, Partner]:
    """Both locked, in the order of their keys, as they are now."""
    keys = sorted({partner.pk, into.pk} if into else {partner.pk})
    list(Partner.everybody.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    return Partner.everybody.in_bulk(keys)


def _carry_out(change: OrgChange, partner: Partner, *, by: journal.Actor, now: datetime) -> None:
    codes = AllocationCode.objects.on(change.on_day).filter(partner=partner)
    if change.into:
        partner.merged_into = change.into
        partner.save(update_fields=["merged_into"])
        change.moved["codes"] = list(codes.values_list("pk", flat=True))
        codes.update(partner=change.into)
        _end_contacts(change, partner, now=now)
    else:
        change.moved["ended_codes"] = [[code.pk, code.to_on and code.to_on.isoformat()] for code in codes]
        codes.update(to_on=change.on_day)
    change.carried_out_at = now
    change.save(update_fields=["moved", "carried_out_at"])
    if change.into:
        journal.record(PARTNER_MERGED, partner, by=by, into=change.into.name, change=change.pk)
    else:
        journal.record(PARTNER_LEFT, partner, by=by, change=change.pk)
    post_all(emails.partner_changed(change, now=now), now=now)


def _end_contacts(change: OrgChange, partner: Partner, *, now: datetime) -> None:
    """Whoever spoke for it does so no longer: the contacts of the other partner look after what runs on."""
    open_still = list(Contact.objects.filter(partner=partner, to_on=None).select_related("user", "partner"))
    change.moved["contacts"] = [[one.pk, one.is_public] for one in open_still]
    for one in open_still:
        one.to_on, one.is_public = max(change.on_day, one.from_on), False
        one.save(update_fields=["to_on", "is_public"])
        post(emails.contact_ended(one, now=now), now=now)


def _undo(change: OrgChange, partner: Partner) -> None:
    AllocationCode.objects.filter(pk__in=change.moved.get("codes", []), partner=change.into).update(partner=partner)
    for key, before in change.moved.get("ended_codes", []):
        AllocationCode.objects.filter(pk=key, to_on=change.on_day).update(to_on=before)
    for key, was_public in change.moved.get("contacts", []):
        contact = Contact.objects.get(pk=key)
        same = Contact.objects.filter(partner=partner, user=contact.user, purpose=contact.purpose, to_on=None)
        if not same.exists():
            contact.to_on, contact.is_public = None, was_public
            contact.save(update_fields=["to_on", "is_public"])


def _words(change: OrgChange) -> str:
    return f"goes into {change.into.name}" if change.into else "leaves the network"
