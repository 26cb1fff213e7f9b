"""Course fees of a group become invoices: one for each payer and purchase order."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from cadre.applications.models import Application
from cadre.finance.actions.invoicing import Charge, Payer, issue_invoice
from cadre.finance.models import Invoice
from cadre.finance.queries.places import uninvoiced, why_not_yet
from cadre.finance.rules.invoices import course_fee, fingerprint, payer_of
from cadre.finance.states import FIRST, INVOICE_WITHHELD
from cadre.groups.models import Enrolment, Group
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal


@transaction.atomic
def raise_course_invoices(group: Group, *, by: Actor, today: date, now: datetime) -> list[Invoice]:
    """Invoice every place of a confirmed group that no invoice names yet. Safe to repeat.

    A place whose price is not settled waits, and the journal says why. A full scholarship is not invoiced. The group
    is locked meanwhile.
    """
    held = Group.objects.select_for_update().get(pk=group.pk)
    if not held.is_confirmed:
        return []
    payers: dict[str, list[Enrolment]] = defaultdict(list)
    for enrolment in uninvoiced(held.enrolments.all()):
        if reason := why_not_yet(enrolment):
            _say_why(enrolment, reason, by)
            continue
        payers[_payer_key(enrolment.application)].append(enrolment)
    return [_invoice(held, places, by=by, today=today, now=now) for places in payers.values()]


@transaction.atomic
def invoice_by_hand(place: Enrolment, *, by: Actor, today: date, now: datetime) -> list[Invoice]:
    """Invoice a place now, with what else of its group may be. The price was promised to be settled before.

    Raises Refusal, with what to do first, while its price is not settled; and when there is nothing to invoice.
    """
    held = Group.objects.select_for_update().get(pk=place.group_id)
    left = uninvoiced(held.enrolments.filter(pk=place.pk)).first()
    if left is None:
        raise Refusal(f"{place.application.name} is invoiced already, or has nothing to pay.")
    if why := why_not_yet(left):
        raise Refusal(f"{place.application.name} cannot be invoiced yet. {why} {FIRST[left.waits]}")  # type: ignore[attr-defined]
    return raise_course_invoices(held, by=by, today=today, now=now)


def invoice_places(places: Iterable[Enrolment], *, by: Actor, today: date, now: datetime) -> list[Invoice]:
    """Invoice what may be of these places, with what else of their groups may be. Safe to repeat.

    Each group is one transaction: what is issued stands, whatever happens to the next.
    """
    groups = {place.group_id: place.group for place in places}
    return [one for group in groups.values() for one in raise_course_invoices(group, by=by, today=today, now=now)]


def payer_of_application(application: Application) -> Payer:
    """The billing details, or the applicant's own where there are none."""
    address = [part.strip() for part in application.billing_address.replace("\n", ",").split(",") if part.strip()]
    name = application.billing_name or application.workplace or application.name
    return Payer(
        name=name,
        email=application.billing_email or application.email,
        address=[*address, *filter(None, [application.billing_postcode])],
    )


def charge_of(place: Enrolment) -> Charge:
    """The lines of a place by its quote, which it must have."""
    quote = place.application.quote
    if quote is None:
        return Charge(place, [])
    lines = course_fee(
        qualification=place.group.offering.qualification.code,
        person=place.application.name,
        list_fee=quote.list_pence,
        discount=quote.discount_pence,
        scholarship=quote.scholarship_pence,
        payable=quote.payable_pence,
    )
    return Charge(place, lines)


def _payer_key(application: Application) -> str:
    payer = payer_of_application(application)
    return payer_of(payer.name, payer.email, application.billing_postcode, application.purchase_order)


def _invoice(group: Group, places: list[Enrolment], *, by: Actor, today: date, now: datetime) -> Invoice:
    first = places[0].application
    charges = [charge_of(place) for place in places if place.application.quote]
    return issue_invoice(
        key=f"course:{group.ref}:{fingerprint(_payer_key(first), *sorted(place.pk for place in places))}",
        group=group,
        payer=payer_of_application(first),
        charges=charges,
        purchase_order=first.purchase_order,
        by=by,
        today=today,
        now=now,
    )


def _say_why(enrolment: Enrolment, reason: str, by: Actor) -> None:
    """Once for each reason, however often the reaction runs."""
    said = Entry.objects.about(enrolment).filter(happening=INVOICE_WITHHELD.key, data__reason=reason)
    if not said.exists():
        journal.record(INVOICE_WITHHELD, enrolment, by=by, person=enrolment.application.name, reason=reason)
