"""People who chose a partner that goes into another: they choose that one."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from cadre.applications.models import Application
from cadre.applications.states import ALIVE, PARTNER_FOLLOWED, State
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.journal.locking import hold_all
from cadre.partners.models import Partner


@transaction.atomic
def follow_partner(
    applications: Iterable[Application], *, before: Partner, after: Partner, by: Actor, now: datetime
) -> list[int]:
    """Those that still choose `before` and are not over choose `after`. Their keys. Safe to repeat."""
    followed = []
    for one in hold_all(applications):
        row = Application.objects.get(pk=one.pk)
        if row.preferred_partner_id != before.pk or row.state not in (State.DRAFT, *ALIVE):
            continue
        row.preferred_partner, row.changed_at = after, now
        row.save(update_fields=["preferred_partner", "changed_at"])
        journal.record(PARTNER_FOLLOWED, row, by=by, before=before.name, after=after.name)
        followed.append(row.pk)
    return followed


@transaction.atomic
def agree_with_codes(codes: Iterable[int], *, partner: Partner, now: datetime) -> int:
    """Applications to `partner` by one of its codes, which leads to another now, are no conflict. How many."""
    rows = Application.objects.filter(code__in=list(codes), preferred_partner=partner, code_settled_at=None)
    return rows.update(code_settled_at=now)
