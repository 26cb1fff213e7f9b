"""Places of confirmed groups that are still to be invoiced, and why one waits."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from cadre.applications.models import Application, PayerQuestion
from cadre.applications.states import Outcome
from cadre.finance.models import InvoiceLine
from cadre.finance.states import InvoiceKind
from cadre.groups.models import Enrolment, EnrolmentQuerySet, Group
from cadre.groups.states import GroupState


@dataclass(frozen=True)
class Waiting:
    """A place without an invoice, and the reason in words."""

    enrolment: Enrolment
    reason: str


def uninvoiced(group: Group | None = None) -> EnrolmentQuerySet:
    """Places taken in confirmed groups that no invoice names, except full scholarships."""
    invoiced = InvoiceLine.objects.filter(enrolment=OuterRef("pk"), invoice__kind=InvoiceKind.INVOICE)
    rows = (
        Enrolment.objects.taking_a_place()
        .filter(~Exists(invoiced), group__state__in=(GroupState.CONFIRMED, GroupState.FINISHED))
        .exclude(Q(application__quote__payable_pence=0) & ~Q(application__quote__outcome=Outcome.NOT_CONFIRMED))
        .select_related("application__quote", "application__school", "group__offering__qualification")
        .order_by("group__ref", "application__name", "pk")
    )
    return rows.filter(group=group) if group else rows


def asked_who_pays() -> frozenset[int]:
    """The applications whose applicant has not said who pays, since there is no scholarship. One query."""
    return frozenset(PayerQuestion.objects.open().values_list("application", flat=True))


def why_not_yet(enrolment: Enrolment, asked: frozenset[int] = frozenset()) -> str:
    """Why a place is not invoiced by itself; empty when it may be. `asked` as `asked_who_pays` gives it."""
    quote = enrolment.application.quote
    if enrolment.application_id in asked:
        return "There is no scholarship, and they have not said who pays."
    if quote is None:
        return "There is no quote."
    if quote.outcome == Outcome.NOT_CONFIRMED:
        return "The scholarship is not confirmed yet."
    if quote.payable_pence != quote.list_pence - quote.discount_pence - quote.scholarship_pence:
        return "The quote does not add up."
    return ""


def waiting_places() -> list[Waiting]:
    """What finance must look at, or what the worker has not reached yet."""
    asked = asked_who_pays()
    return [Waiting(place, why_not_yet(place, asked) or "Being invoiced now.") for place in uninvoiced()]


def invoice_naming(application: Application, *, lock: bool = False) -> str:
    """The number of the latest invoice for the application, or empty. Credited ones count: what follows is by hand.

    `lock` holds the groups it is placed in, as invoicing does, so that none is raised until the transaction ends.
    """
    if lock:
        groups = Enrolment.objects.filter(application=application).values("group")
        list(Group.objects.select_for_update().filter(pk__in=groups).order_by("pk"))
    lines = InvoiceLine.objects.filter(enrolment__application=application, invoice__kind=InvoiceKind.INVOICE)
    return lines.order_by("-invoice_id").values_list("invoice__number", flat=True).first() or ""
