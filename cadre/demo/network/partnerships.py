"""What partners say of their venues and schools, and a prospect that is in onboarding."""

from datetime import timedelta
from typing import TYPE_CHECKING

from cadre.lib import clock
from cadre.messages.sealing import seal
from cadre.partners import actions
from cadre.partners.models import Contact, CoveredSchool, HostingItem, Partner, PayeeDetails, ProfileVersion, VenueCheck
from cadre.partners.states import CheckAnswer, ContactPurpose, PayeeState, ProfileState

if TYPE_CHECKING:
    from cadre.demo.network.base import Network

UNSURE = 7
"""Every so many answers to the hosting checklist, one is not known yet."""


def build(network: "Network") -> None:
    """Schools covered and hosting checklists in a few queries for all partners, then the prospect."""
    since = network.today.replace(month=1, day=1)
    items = list(HostingItem.objects.on(network.today))
    covered, checks = [], []
    for at, (slug, partner) in enumerate(network.partners.items()):
        near = network.near[slug]
        covered += [CoveredSchool(partner=partner, school=school, from_on=since) for school in near[:-2]]
        venue = partner.venues.get()
        for number, item in enumerate(items):
            answer = CheckAnswer.NO if (at + number) % UNSURE == 0 else CheckAnswer.YES
            note = "Can be hired for the day" if answer == CheckAnswer.NO else ""
            checks.append(VenueCheck(venue=venue, item=item, answer=answer, note=note, said_on=since))
    CoveredSchool.objects.bulk_create(covered)
    VenueCheck.objects.bulk_create(checks)
    _public_pages(network)
    _bank_details(network)
    _prospect(network)


def _public_pages(network: "Network") -> None:
    """Each partner's text as it is public, and one change that waits to be approved."""
    then = clock.now() - timedelta(days=200)
    ProfileVersion.objects.bulk_create(
        ProfileVersion(
            partner=partner,
            number=1,
            state=ProfileState.APPROVED,
            headline=f"Leadership groups in and around {partner.town}",
            overview=partner.overview,
            website=f"https://www.{slug}.example",
            made_by_name=network.leads[slug].name,
            made_at=then,
            sent_at=then,
            decided_by=network.officer,
            decided_at=then,
        )
        for slug, partner in network.partners.items()
    )
    partner, lead = network.partners["trent-reach"], network.leads["trent-reach"]
    lead.partner_contacts.update(is_public=True, phone="+441159000000")
    now = clock.now()
    content = {
        "headline": f"Leadership groups in and around {partner.town}, led by serving heads",
        "overview": partner.overview.replace("serving heads and deputies", "serving heads, deputies and trust leaders"),
        "website": "https://www.trent-reach.example",
        "links": [["How our days run", "https://www.trent-reach.example/days"]],
    }
    actions.save_profile(partner, content=content, by=lead, now=now)
    actions.send_profile(partner, by=lead, today=network.today, now=now)


def _bank_details(network: "Network") -> None:
    """Those of all but two are confirmed; one change waits. The accounts are made up."""
    then = clock.now() - timedelta(days=300)
    by = {row.partner_id: row.user for row in Contact.objects.filter(purpose=ContactPurpose.FINANCE)}
    made = [
        PayeeDetails(
            partner=partner,
            number=1,
            state=PayeeState.CONFIRMED,
            account_name=partner.name,
            sealed=seal({"sort_code": f"99{at:04}", "account": f"9900{at:04}", "roll": ""}),
            last_four=f"{at:04}",
            entered_by=by[partner.pk],
            entered_at=then,
            expires_at=then + timedelta(days=14),
            decided_by=network.finance,
            decided_at=then + timedelta(days=1),
        )
        for at, partner in enumerate(network.partners.values(), 1)
    ]
    PayeeDetails.objects.bulk_create(made[:-2])
    partner = network.partners["peakside"]
    bank = actions.Bank("990099", "99009900")
    given_by, now = by[partner.pk], clock.now()
    actions.change_payee(partner, account_name=partner.name, bank=bank, vat_number="", by=given_by, now=now)


def _prospect(network: "Network") -> Partner:
    """Half-way through: its lead was invited and gave a venue, and the rest is missing."""
    officer, now = network.officer, clock.now()
    made = actions.add_prospect(
        details={
            "name": "Ribble Bank Schools Alliance",
            "short_name": "Ribble Bank",
            "kind": "teaching_school",
            "region": "North West",
            "town": "Clitheroe",
            "postcode": "BB7 1AA",
        },
        lead=("Nadia Iqbal", "nadia.iqbal@ribblebank.example"),
        by=officer,
        today=network.today,
        now=now,
    )
    lead = made.contacts.get().user
    there = {"name": "Castle View Hall", "address": "Castle View Hall\nClitheroe", "postcode": "BB7 1AA"}
    actions.add_venue(made, details={**there, "capacity": 32}, by=lead)
    return made
