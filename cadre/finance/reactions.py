"""What finance does when something happened elsewhere. Each is safe to repeat and reads the clock at its edge."""

from cadre.delivery.models import Register
from cadre.finance.actions import courses, fees, papers, schedules
from cadre.finance.models import Invoice
from cadre.groups.models import Enrolment, Group
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.scheduling.models import Event

FINANCE = System("Finance, by itself")


def draw_invoice(entry: Entry) -> None:
    """After INVOICE_ISSUED or CREDIT_NOTE_ISSUED, whose subject is the invoice it credits."""
    invoice = Invoice.objects.get(pk=entry.data.get("note") or entry.subject_id)
    papers.draw_invoice(invoice, by=FINANCE, now=clock.now())


def raise_course_invoices(entry: Entry) -> None:
    """After GROUP_CONFIRMED, and after a place was given or moved into a group that is confirmed already."""
    courses.raise_course_invoices(_group_of(entry), by=FINANCE, today=clock.today(), now=clock.now())


def invoice_who_goes_on(entry: Entry) -> None:
    """After PAYER_CHOSEN, whose subject is the application: its group may have been confirmed long ago."""
    place = Enrolment.objects.taking_a_place().filter(application=int(entry.subject_id)).select_related("group").first()
    if place:
        courses.raise_course_invoices(place.group, by=FINANCE, today=clock.today(), now=clock.now())


def issue_contract_schedules(entry: Entry) -> None:
    """After GROUP_CONFIRMED, a changed date or staff, and a decision on the fee."""
    schedules.issue_contract_schedules(_group_of(entry), by=FINANCE, today=clock.today(), now=clock.now())


def cancel_contract_schedules(entry: Entry) -> None:
    """After GROUP_DISSOLVED, whose entry names the events that are called off."""
    said = {"off": entry.data["refs"], "reason": entry.data["reason"]}
    schedules.cancel_contract_schedules(_group_of(entry), **said, by=FINANCE, today=clock.today(), now=clock.now())


def accrue_event_fees(entry: Entry) -> None:
    """After REGISTER_COMPLETED or ATTENDANCE_CORRECTED, whose subject is the register."""
    register = Register.objects.select_related("event").get(pk=entry.subject_id)
    fees.accrue_event_fees(register.event, by=FINANCE, now=clock.now())


def accrue_group_fees(entry: Entry) -> None:
    """After FEE_DECIDED, FACILITATOR_ASSIGNED or FACILITATOR_RELEASED: events already held are worked out again."""
    for event in Event.objects.filter(group=_group_of(entry), register__completed_at__isnull=False).order_by("pk"):
        fees.accrue_event_fees(event, by=FINANCE, now=clock.now())


def _group_of(entry: Entry) -> Group:
    """The group an entry speaks of, be its subject a group, an enrolment or an event."""
    if entry.subject_kind == Enrolment._meta.label_lower:
        return Enrolment.objects.select_related("group").get(pk=entry.subject_id).group
    if entry.subject_kind == Event._meta.label_lower:
        return Event.objects.select_related("group").get(pk=entry.subject_id).group
    return Group.objects.get(pk=entry.subject_id)
