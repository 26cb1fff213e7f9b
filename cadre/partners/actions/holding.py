"""A partner held for a change, or so that it stays as it is while its groups change."""

from cadre.partners.models import Partner


def hold_partner(partner: Partner) -> Partner:
    """The partner as it is now, locked until the end of the transaction. It is held before what hangs on it."""
    Partner.everybody.select_for_update().values_list("pk").get(pk=partner.pk)
    return Partner.everybody.get(pk=partner.pk)


def hold_host(partner: Partner) -> Partner:
    """The partner as it is now, which neither leaves nor is merged until the end of the transaction.

    For what is decided about one of its groups, after the group was locked: nobody who holds a partner for a change
    waits for a group.
    """
    Partner.everybody.select_for_update(no_key=True).values_list("pk").get(pk=partner.pk)
    return Partner.everybody.select_related("merged_into").get(pk=partner.pk)
