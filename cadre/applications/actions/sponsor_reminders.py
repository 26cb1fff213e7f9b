"""Reminding sponsors: one mail a day at most for each address, with everything that waits."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from cadre.applications import emails
from cadre.applications.actions.sponsorship import CADRE, new_sponsor_link
from cadre.applications.models import Application, SponsorRules, Sponsorship
from cadre.applications.rules.sponsor import reminder_days, reminder_due
from cadre.applications.states import SPONSOR_REMINDED
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.journal.locking import all_held
from cadre.lib import clock
from cadre.messages.actions import post

ALSO = ("application__offering__intake", "application__offering__qualification")


def remind_when_due(today: date, now: datetime) -> int:
    """Remind the sponsors whose day has come, until the course begins. How many were mailed. Safe to repeat."""
    rules = SponsorRules.objects.on(today).first()
    if rules is None:
        return 0
    waiting = Sponsorship.objects.awaited().filter(
        mailed_on__lt=today, application__offering__intake__starts_on__gt=today
    )
    dates = waiting.values_list("address", "asked_at", "mailed_on", "application__offering__intake__closes_on")
    due = {
        address
        for address, asked_at, mailed_on, closes_on in dates
        if reminder_due(
            days=reminder_days(
                asked_on=clock.day_of(asked_at),
                closes_on=closes_on,
                after=rules.remind_after,
                before=rules.remind_before,
            ),
            mailed_on=mailed_on,
            today=today,
        )
    }
    return len([address for address in sorted(due) if remind_address(address, by=CADRE, today=today, now=now)])


@transaction.atomic
def remind_address(address: str, *, by: Actor, today: date, now: datetime) -> list[Sponsorship]:
    """One mail with all that waits for this address; none when it was mailed today or nothing waits. Safe to repeat."""
    held = all_held(Sponsorship.objects.current().filter(address=address).select_related(*ALSO).order_by("pk"))
    waiting_keys = set(Sponsorship.objects.awaited().filter(address=address).values_list("pk", flat=True))
    waiting = [one for one in held if one.pk in waiting_keys]
    if not waiting or any(one.mailed_on >= today for one in held):
        return []
    post(emails.sponsor_reminder(waiting, new_sponsor_link(address, now=now), today=today), now=now)
    Sponsorship.objects.filter(pk__in=[one.pk for one in waiting]).update(mailed_on=today)
    for one in waiting:
        journal.record(SPONSOR_REMINDED, one.application, by=by, sponsor=str(one))
    return waiting


def remind_sponsors_of(
    applications: Iterable[Application], *, by: Actor, today: date, now: datetime
) -> dict[str, list[Sponsorship]]:
    """Remind the sponsors of these applications: address to what its mail named. Others are left alone."""
    named = Sponsorship.objects.awaited().filter(application__in=[one.pk for one in applications])
    mailed: dict[str, list[Sponsorship]] = defaultdict(list)
    for address in sorted(set(named.values_list("address", flat=True))):
        if sent := remind_address(address, by=by, today=today, now=now):
            mailed[address] = sent
    return dict(mailed)
