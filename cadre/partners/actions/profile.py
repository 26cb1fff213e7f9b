"""A partner's public profile: drafted by the partner, approved or sent back by the office."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.errors import Conflict, Refusal
from cadre.lib.seen import mark_of, refuse_unseen, values_of
from cadre.messages.actions import post_all
from cadre.partners import emails
from cadre.partners.actions.holding import hold_partner
from cadre.partners.models import Partner, ProfileVersion
from cadre.partners.states import (
    PROFILE_APPROVED,
    PROFILE_DRAFTED,
    PROFILE_RETURNED,
    PROFILE_SENT,
    PROFILE_TAKEN_BACK,
    PROFILE_WORKFLOW,
    ProfileState,
)
from cadre.people.models import User

PROFILE_FIELDS = ("headline", "overview", "website", "links")
SHOWN_FIELDS = (*PROFILE_FIELDS, "contacts")


def base_of(partner: Partner) -> ProfileVersion:
    """What the next change starts from: the open version, else what was sent back last, else what is shown."""
    newest = partner.profiles.first()
    if newest is not None and newest.state != ProfileState.SUPERSEDED:
        return newest
    return partner.profiles.shown().first() or ProfileVersion(partner=partner, number=0, overview=partner.overview)


@transaction.atomic
def save_profile(
    partner: Partner, *, content: dict[str, Any], by: Actor, now: datetime, seen: str = ""
) -> ProfileVersion:
    """Keep a draft of the fields PROFILE_FIELDS. Raises Refusal while a version waits for approval, Conflict when the
    draft is not as the person had it before them."""
    row = hold_partner(partner)
    base = base_of(row)
    if base.state == ProfileState.WAITING:
        raise Refusal("A version waits for approval. Take it back to change it.")
    refuse_unseen(base, PROFILE_FIELDS, seen)
    if base.state != ProfileState.DRAFT or base.pk is None:
        base = ProfileVersion(partner=row, number=_next(row))
    for name, value in content.items():
        setattr(base, name, value)
    base.made_by_name, base.made_at = by.name, now
    base.save()
    journal.record(PROFILE_DRAFTED, row, by=by)
    return base


@transaction.atomic
def send_profile(partner: Partner, *, by: Actor, today: date, now: datetime) -> ProfileVersion:
    """Have the draft approved, together with the contacts that are marked public now.

    Where there is no draft, what is shown is sent with those contacts. Raises Refusal when nothing would change.
    """
    row = hold_partner(partner)
    version = row.profiles.open().first()
    shown = row.profiles.shown().first()
    public = sorted(row.contacts.on(today).filter(is_public=True).values_list("pk", flat=True))
    if version is None:
        base = base_of(row)
        version = ProfileVersion(partner=row, number=_next(row), made_by_name=by.name, made_at=now)
        for name in PROFILE_FIELDS:
            setattr(version, name, getattr(base, name))
    state = PROFILE_WORKFLOW.after("send", version.state)
    version.contacts = public
    if shown and values_of(shown, SHOWN_FIELDS) == values_of(version, SHOWN_FIELDS):
        raise Refusal("This is what the public page shows already.")
    if not version.overview.strip():
        raise Refusal("Write an overview first.")
    version.state, version.sent_at = state, now
    version.save()
    journal.record(PROFILE_SENT, row, by=by)
    return version


@transaction.atomic
def take_back_profile(partner: Partner, *, by: Actor) -> ProfileVersion:
    """What waits is a draft again. Raises Refusal when it was decided meanwhile."""
    row = hold_partner(partner)
    version = row.profiles.open().first()
    if version is None:
        raise Refusal("This was decided meanwhile. Look at it again.")
    version.state = PROFILE_WORKFLOW.after("take_back", version.state)
    version.save(update_fields=["state"])
    journal.record(PROFILE_TAKEN_BACK, row, by=by)
    return version


@transaction.atomic
def approve_profile(version: ProfileVersion, *, by: User, now: datetime, seen: str) -> ProfileVersion:
    """The public page shows it from now on. `seen` is the mark of what was on the page. The leads are told."""
    partner, row = _waiting(version, "approve", seen)
    partner.profiles.shown().update(state=ProfileState.SUPERSEDED)
    _decided(row, ProfileState.APPROVED, by=by, now=now)
    partner.overview = row.overview
    partner.save(update_fields=["overview"])
    journal.record(PROFILE_APPROVED, partner, by=by)
    post_all(emails.profile_approved(row, now=now), now=now)
    return row


@transaction.atomic
def return_profile(version: ProfileVersion, *, reason: str, by: User, now: datetime, seen: str) -> ProfileVersion:
    """The partner is asked to change it, in these words. What is public stays."""
    if not reason.strip():
        raise Refusal("Say what to change. It stands in the mail to the partner.", field="reason")
    partner, row = _waiting(version, "return", seen)
    row.reason = reason
    _decided(row, ProfileState.RETURNED, by=by, now=now)
    journal.record(PROFILE_RETURNED, partner, by=by, reason=reason)
    post_all(emails.profile_returned(row, now=now), now=now)
    return row


def mark_of_version(version: ProfileVersion) -> str:
    """The mark of everything that approving it would make public."""
    return mark_of(values_of(version, SHOWN_FIELDS))


def _waiting(version: ProfileVersion, verb: str, seen: str) -> tuple[Partner, ProfileVersion]:
    partner = hold_partner(version.partner)
    row = ProfileVersion.objects.select_related("partner", "decided_by").get(pk=version.pk)
    if not PROFILE_WORKFLOW.allows(verb, row.state):
        who = f" by {row.decided_by.name}" if row.decided_by else ""
        raise Conflict(f"This is {ProfileState(row.state).label.lower()}{who} meanwhile. Nothing was changed.")
    if seen != mark_of_version(row):
        raise Conflict("The partner changed it meanwhile. Look at the difference again.")
    return partner, row


def _decided(row: ProfileVersion, state: ProfileState, *, by: User, now: datetime) -> None:
    row.state, row.decided_by, row.decided_at = state, by, now
    row.save()


def _next(partner: Partner) -> int:
    newest = partner.profiles.first()
    return newest.number + 1 if newest else 1
