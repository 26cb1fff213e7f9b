"""A partner held for a change, or so that it stays as it is while its groups change."""

from cadre.journal.locking import held
from cadre.partners.models import OrgChange, Partner


def hold_partner(partner: Partner) -> Partner:
    """The partner as it is now, locked until the end of the transaction. It is held before what hangs on it."""
    return held(Partner.everybody.all(), partner.pk)


def hold_host(partner: Partner) -> Partner:
    """The partner as it is now, which neither leaves nor is merged until the end of the transaction.

    For what is decided about one of its groups, after the group was locked: nobody who holds a partner for a change
    waits for a group.
    """
    return held(Partner.everybody.select_related("merged_into"), partner.pk, no_key=True)


def hold_change(change: OrgChange) -> OrgChange:
    """The change as it is now, which nobody takes back until the end of the transaction.

    For what follows from it in rooms above, after their own rows: whoever takes it back holds its partner.
    """
    hold_host(change.partner)
    return OrgChange.objects.select_related("partner", "into").get(pk=change.pk)
