"""Every partner's memorandum: most signed on paper, one signed in the browser, and one whose renewal waits."""

from datetime import datetime, timedelta

from cadre.demo.network.base import Network
from cadre.documents.signing import Signing
from cadre.lib import clock
from cadre.lib.dates import add_months
from cadre.partners import actions
from cadre.partners.models import Memorandum, Partner
from cadre.partners.states import MemorandumState

IN_BROWSER, TO_RENEW = "peakside", "trent-reach"
ENDS_IN, SOON = 14, 4
CONSENT = "I have read this memorandum and have the authority to sign it. (Demo)"


def on_paper(network: Network) -> None:
    """One for each partner, in force since it signed. Two queries, and those of the browser's and the renewal."""
    partners = list(network.partners.values())
    for partner in partners:
        partner.memorandum_ends_on = add_months(network.today, SOON if partner.slug == TO_RENEW else ENDS_IN)
    Partner.objects.bulk_update(partners, ["memorandum_ends_on"])
    Memorandum.objects.bulk_create(
        Memorandum(
            ref=f"MOU-D{number:05}",
            partner=partner,
            state=MemorandumState.IN_FORCE,
            on_paper=True,
            in_force_on=partner.signed_on,
            ends_on=partner.memorandum_ends_on,
            drafted_at=clock.now(),
            reason="In the office’s safe (demo)",
        )
        for number, partner in enumerate(partners, 1)
    )
    now = clock.now()
    _renewed(network, network.partners[TO_RENEW], now)
    _signed(network, _renewed(network, network.partners[IN_BROWSER], now - timedelta(days=30)), now)


def _renewed(network: Network, partner: Partner, now: datetime) -> Memorandum:
    drafted = actions.draft_memorandum(partner, by=network.officer, today=network.today, now=now)
    return actions.send_memorandum(drafted, by=network.officer, today=network.today, now=now)


def _signed(network: Network, row: Memorandum, now: datetime) -> None:
    assert row.document
    lead = network.leads[row.partner.slug]
    theirs = Signing(lead.name, "Head teacher", CONSENT, row.document.sha256)
    actions.sign_memorandum(row, theirs, by=lead, now=now - timedelta(days=28))
    ours = Signing(network.officer.name, "Head of partnerships", CONSENT, row.document.sha256)
    actions.countersign(row, ours, by=network.officer, today=network.today, now=now - timedelta(days=27))
