"""Who speaks for a partner, and which partners a person may see."""

from collections.abc import Iterable
from datetime import date

from cadre.lib import clock
from cadre.partners.models import AllocationCode, AllocationCodeQuerySet, Contact, Partner, PartnerQuerySet
from cadre.partners.states import ContactPurpose
from cadre.people.access import holds
from cadre.people.models import User
from cadre.people.roles import found_by

ROLE_OF = {
    ContactPurpose.LEAD: "partner_lead",
    ContactPurpose.EVENTS: "partner_lead",
    ContactPurpose.FINANCE: "partner_finance",
}


@found_by("partner_lead", "partner_finance")
def contact_roles(user: User, today: date) -> Iterable[str]:
    purposes = Contact.objects.on(today).filter(user=user).values_list("purpose", flat=True)
    return {ROLE_OF[ContactPurpose(purpose)] for purpose in purposes}


def partners_led_by(user: User, *, today: date) -> PartnerQuerySet:
    """The partners the user speaks for on `today` (lead or events contact)."""
    spoken_for = Contact.objects.on(today).filter(user=user, purpose__in=(ContactPurpose.LEAD, ContactPurpose.EVENTS))
    return Partner.objects.filter(pk__in=spoken_for.values("partner"))


def partners_visible_to(user: User) -> PartnerQuerySet:
    """Office staff who work with partners see all; a contact sees their own."""
    if holds(user, "ops", "finance", "marketing", "quality"):
        return Partner.objects.all()
    return Partner.objects.filter(pk__in=Contact.objects.on(clock.today()).filter(user=user).values("partner"))


def active_partners(today: date) -> PartnerQuerySet:
    """Partners that may host groups on `today`."""
    return Partner.objects.active_on(today)


def codes_visible_to(user: User) -> AllocationCodeQuerySet:
    """Operations and marketing see all codes; a lead those of the partners they speak for."""
    if holds(user, "ops", "marketing"):
        return AllocationCode.objects.all()
    return AllocationCode.objects.filter(partner__in=partners_led_by(user, today=clock.today()))


def may_issue_codes(user: User) -> bool:
    return holds(user, "ops")


def may_rotate_code(user: User, code: AllocationCode) -> bool:
    """Operations, and the partner's lead."""
    return holds(user, "ops") or partners_led_by(user, today=clock.today()).filter(pk=code.partner_id).exists()
