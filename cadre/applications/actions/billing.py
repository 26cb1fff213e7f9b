"""Who is invoiced, changed after an application was handed in."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from cadre.applications.models import Application
from cadre.applications.states import BILLING_CHANGED
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.journal.locking import held

BILLING = ("billing_name", "billing_email", "billing_address", "billing_postcode", "purchase_order")


@transaction.atomic
def change_billing(application: Application, *, billing: Mapping[str, str], by: Actor, now: datetime) -> Application:
    """Take over `billing` (any of `BILLING`). What has been invoiced keeps what it was invoiced by.

    The payer stays, and with it the quote: nobody's price changes by an address.
    """
    row = held(Application.objects.all(), application.pk)
    changed = [name for name in BILLING if name in billing and getattr(row, name) != billing[name]]
    for name in changed:
        setattr(row, name, billing[name])
    if changed:
        row.changed_at = now
        row.save(update_fields=[*changed, "changed_at"])
        words = ", ".join(name.removeprefix("billing_").replace("_", " ") for name in changed)
        journal.record(BILLING_CHANGED, row, by=by, what=words)
    return row
