"""A memorandum in force, as cheaply as one row."""

from cadre.lib import clock
from cadre.partners.models import Memorandum, Partner
from cadre.partners.states import MemorandumState


def in_force(partner: Partner) -> None:
    """Signed on paper, for as long as the partner's row says."""
    Memorandum.objects.create(
        ref=f"MOU-{partner.pk:06}",
        partner=partner,
        state=MemorandumState.IN_FORCE,
        on_paper=True,
        in_force_on=partner.signed_on,
        ends_on=partner.memorandum_ends_on,
        drafted_at=clock.now(),
    )
