"""Rounds that ask about a partner which leaves, goes into another, or comes back: rewritten, and planned again."""

from django.db import transaction
from django.db.models import Q

from cadre.consent.actions.locking import changed, hold_round
from cadre.consent.actions.partners import THE_ROUND
from cadre.consent.models import Round
from cadre.consent.states import LIVE_OFFERS, LIVE_ROUNDS, PLAN_WANTED
from cadre.journal import actions as journal
from cadre.journal.models import Entry
from cadre.lib.dates import long_day
from cadre.partners.actions.holding import hold_change
from cadre.partners.models import OrgChange


def follow_partner(change: OrgChange, *, because: int) -> int:
    """Each live round that concerns the partner, behind its own lock. Safe to repeat: once for `because`, the number of
    the journal entry it follows. How many rounds.
    """
    both = [change.partner_id, change.into_id] if change.into_id else [change.partner_id]
    concerned = Q(agreements__partner__in=both) | Q(offers__partner__in=both) | Q(plan__places__partner__in=both)
    found = Round.objects.live().filter(concerned).select_related("offering").order_by("pk").distinct()
    return sum(_follow(one, change, because) for one in found)


@transaction.atomic
def _follow(found: Round, change: OrgChange, because: int) -> bool:
    row = hold_round(found)
    told = Entry.objects.about(row).filter(happening=PLAN_WANTED.key, data__because=because)
    if row.state not in LIVE_ROUNDS or told.exists():
        return False
    change = hold_change(change)
    _rewrite(row, change)
    changed(row)
    journal.record(PLAN_WANTED, row, by=THE_ROUND, why=what_happened(change), because=because)
    return True


def _rewrite(row: Round, change: OrgChange) -> None:
    """A seat that was offered or accepted goes with its group; one without a group yet, with the merger."""
    for offer in row.offers.filter(state__in=LIVE_OFFERS).select_related("partner", "group__partner").order_by("pk"):
        host = offer.group.partner if offer.group else offer.partner
        if not offer.group and change.into and offer.partner_id == change.partner_id and not change.taken_back_at:
            host = change.into
        if offer.partner is None or host is None or host == offer.partner:
            continue
        if offer.place == offer.partner.slug:
            offer.place = host.slug
        offer.partner = host
        offer.save(update_fields=["partner", "place"])


def what_happened(change: OrgChange) -> str:
    """`Peak Alliance went into Dales Trust on 24 November 2026`."""
    if change.taken_back_at:
        return f"{change.partner} goes on as before"
    day = long_day(change.on_day)
    return f"{change.partner} {f'went into {change.into}' if change.into else 'left the network'} on {day}"
