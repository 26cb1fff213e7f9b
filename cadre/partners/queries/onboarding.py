"""What is known of a partner, and what is missing."""

from datetime import date

from django.db.models import Count, Q

from cadre.partners.models import HostingItem, Partner
from cadre.partners.rules import Known, Need, needs
from cadre.partners.states import CheckAnswer, ContactPurpose


def known_of(partner: Partner, today: date) -> Known:
    """The facts of the checklist. Seven queries at most."""
    purposes = set(partner.contacts.on(today).values_list("purpose", flat=True))
    asked = HostingItem.objects.on(today).values("pk")
    answered = Count("checks", filter=Q(checks__item__in=asked) & ~Q(checks__answer=CheckAnswer.UNKNOWN))
    venues = list(partner.venues.in_use(today).annotate(answered=answered))
    items = len(asked)
    return Known(
        has_lead=ContactPurpose.LEAD in purposes,
        has_finance=ContactPurpose.FINANCE in purposes,
        has_events=ContactPurpose.EVENTS in purposes,
        has_address=bool(partner.address and partner.postcode),
        has_overview=bool(partner.overview) or partner.profiles.waiting().exists(),
        has_host_school=partner.host_school_id is not None,
        schools=partner.covered.on(today).count(),
        venues=len(venues),
        venues_without_capacity=sum(not venue.capacity for venue in venues),
        unanswered_checks=sum(max(items - venue.answered, 0) for venue in venues),
        bank_confirmed=partner.payees.confirmed().exists(),
        signed=partner.signed_on is not None and partner.signed_on <= today,
    )


def checklist(partner: Partner, today: date) -> list[Need]:
    """Every line with its reason, done or not. Seven queries at most."""
    return needs(known_of(partner, today))
