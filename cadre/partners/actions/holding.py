"""A partner held for a change."""

from cadre.partners.models import Partner


def hold_partner(partner: Partner) -> Partner:
    """The partner as it is now, locked until the end of the transaction. It is held before what hangs on it."""
    Partner.everybody.select_for_update().values_list("pk").get(pk=partner.pk)
    return Partner.everybody.get(pk=partner.pk)
