"""Locks of this room, in one order: the offering and its groups, the application, the round, its offers and agreements.

Whatever changes a round holds its offering, so that answers, plans and carrying out come one after another.
"""

from cadre.applications.models import Application
from cadre.bookings.actions.queue import lock_list
from cadre.consent.models import Agreement, AlternateOffer, Round
from cadre.journal.locking import held

LOOK = ("offering__intake", "offering__qualification", "policy", "plan", "started_by")
OFFER = (
    *("application__offering", "round__policy", "round__offering__intake", "round__offering__qualification"),
    *("partner", "group", "next_offering__intake"),
)


def hold_round(found: Round) -> Round:
    """The round as it is once its offering is held."""
    lock_list(found.offering_id)
    return held(Round.objects.select_related(*LOOK), found.pk)


def hold_offer(offer: AlternateOffer) -> AlternateOffer:
    """The offer as it is, its application and its round held too."""
    lock_list(Round.objects.values_list("offering", flat=True).get(pk=offer.round_id))
    Application.objects.select_for_update().values_list("pk").get(pk=offer.application_id)
    Round.objects.select_for_update().values_list("pk").get(pk=offer.round_id)
    return held(AlternateOffer.objects.select_related(*OFFER), offer.pk)


def hold_agreement(agreement: Agreement) -> Agreement:
    """The agreement as it is, its round held too."""
    lock_list(Round.objects.values_list("offering", flat=True).get(pk=agreement.round_id))
    Round.objects.select_for_update().values_list("pk").get(pk=agreement.round_id)
    look = ("partner", "round__policy", "round__offering__intake", "round__offering__qualification")
    return held(Agreement.objects.select_related(*look), agreement.pk)


def changed(found: Round) -> None:
    """Something was answered or changed: the plan of a held round is behind."""
    found.changes += 1
    found.stuck = ""
    found.save(update_fields=["changes", "stuck"])
