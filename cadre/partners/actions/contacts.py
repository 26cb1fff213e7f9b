"""Who speaks for a partner: named and invited, changed, and ended with a day."""

from datetime import date, datetime, timedelta

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal
from cadre.lib.seen import refuse_unseen, values_of
from cadre.messages.actions import post
from cadre.partners import emails
from cadre.partners.actions.holding import hold_partner
from cadre.partners.models import Contact, Partner
from cadre.partners.rules.people import refuse_ending
from cadre.partners.states import CONTACT_ADDED, CONTACT_CHANGED, CONTACT_ENDED, CONTACT_INVITED, ContactPurpose
from cadre.people.actions import person_for

INVITED_ONCE_IN = timedelta(hours=1)


@transaction.atomic
def add_contact(
    partner: Partner,
    *,
    name: str,
    email: str,
    purpose: str,
    by: Actor,
    today: date,
    now: datetime,
    phone: str = "",
    postal_address: str = "",
    replaces: Contact | None = None,
) -> Contact:
    """Name somebody for a purpose from today, and invite them by mail. Naming the first begins the onboarding.

    `replaces` ends on the same day, in the same step. Raises Refusal when they do it already.
    """
    row = hold_partner(partner)
    user = person_for(email=email, name=name, by=by)
    if Contact.objects.on(today).filter(partner=row, user=user, purpose=purpose).exists():
        raise Refusal(f"{user.name} does this for {row.short_name} already.", field="email")
    reach = {"phone": phone, "postal_address": postal_address}
    made = Contact.objects.create(partner=row, user=user, purpose=purpose, from_on=today, invited_at=now, **reach)
    if row.onboarding_from is None and row.signed_on is None:
        row.onboarding_from = today
        row.save(update_fields=["onboarding_from"])
    journal.record(CONTACT_ADDED, row, by=by, person=user.name, purpose=_task(purpose))
    if replaces is not None:
        _end(_present(row, replaces), row, ends_on=today, by=by, today=today, now=now)
    post(emails.contact_invited(made, by=by.name, now=now), now=now)
    return made


@transaction.atomic
def invite_again(contact: Contact, *, by: Actor, today: date, now: datetime) -> bool:
    """Send the invitation once more, at most once an hour. Whether it was. Raises Refusal for who speaks no more."""
    row = hold_partner(contact.partner)
    found = _present(row, contact)
    if found.to_on is not None and found.to_on <= today:
        raise Refusal("They do not speak for this partner any more.")
    if found.invited_at and now - found.invited_at < INVITED_ONCE_IN:
        return False
    found.invited_at = now
    found.save(update_fields=["invited_at"])
    journal.record(CONTACT_INVITED, row, by=by, person=found.user.name)
    post(emails.contact_invited(found, by=by.name, now=now), now=now)
    return True


@transaction.atomic
def change_contact(
    contact: Contact, *, phone: str, is_public: bool, by: Actor, postal_address: str = "", seen: str = ""
) -> Contact:
    """How somebody is reached, and whether the public page shows them. Raises Conflict when that is not as seen."""
    row = hold_partner(contact.partner)
    found = _present(row, contact)
    reach = {"phone": phone, "is_public": is_public, "postal_address": postal_address}
    refuse_unseen(found, reach, seen)
    if reach != values_of(found, reach):
        for name, value in reach.items():
            setattr(found, name, value)
        found.save(update_fields=list(reach))
        journal.record(CONTACT_CHANGED, row, by=by, person=found.user.name)
    return found


@transaction.atomic
def end_contact(contact: Contact, *, ends_on: date, by: Actor, today: date, now: datetime) -> Contact:
    """They speak for the partner no longer from `ends_on`. The last lead stays until another is named: Refusal."""
    row = hold_partner(contact.partner)
    return _end(_present(row, contact), row, ends_on=ends_on, by=by, today=today, now=now)


def _present(partner: Partner, contact: Contact) -> Contact:
    return Contact.objects.select_related("user").get(pk=contact.pk, partner=partner)


def _end(contact: Contact, partner: Partner, *, ends_on: date, by: Actor, today: date, now: datetime) -> Contact:
    if contact.to_on is not None:
        raise Refusal(f"This ended already, on {long_day(contact.to_on)}.")
    others = Contact.objects.on(ends_on).filter(partner=partner, purpose=ContactPurpose.LEAD).exclude(pk=contact.pk)
    why = refuse_ending(
        is_lead=contact.purpose == ContactPurpose.LEAD,
        other_leads=others.count(),
        from_on=contact.from_on,
        ends_on=ends_on,
        today=today,
    )
    if why:
        raise Refusal(why, field="ends_on")
    contact.to_on, contact.is_public = ends_on, False
    contact.save(update_fields=["to_on", "is_public"])
    task = _task(contact.purpose)
    journal.record(CONTACT_ENDED, partner, by=by, person=contact.user.name, purpose=task, from_day=long_day(ends_on))
    post(emails.contact_ended(contact, now=now), now=now)
    return contact


def _task(purpose: str) -> str:
    return ContactPurpose(purpose).label.lower()
