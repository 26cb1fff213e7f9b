"""Places of confirmed groups that are still to be invoiced, and why one waits."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from cadre.applications.models import Application, PayerQuestion
from cadre.applications.states import Outcome
from cadre.finance.models import InvoiceLine
from cadre.finance.states import InvoiceKind
from cadre.groups.models import Enrolment, EnrolmentQuerySet, Group
from cadre.groups.states import GroupState

ASKED = "There is no scholarship, and they have not said who pays."
NO_QUOTE = "There is no quote."
NOT_CONFIRMED = "The scholarship is not confirmed yet."
SUM = "The quote does not add up."
FIRST = {
    ASKED: "Ask them again: the invoice follows by itself when they have said it.",
    NO_QUOTE: "Quote it first, on their application.",
    NOT_CONFIRMED: "Settle it first, on their application: what is then to pay is invoiced by itself.",
    SUM: "Quote it again first, on their application.",
}
"""What to do first, by why a place waits."""


@dataclass(frozen=True)
class Waiting:
    """A place without an invoice, why, and what to do first; with nothing to do first it may be invoiced at once."""

    enrolment: Enrolment
    reason: str
    first: str = ""


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
    """Why a place is not invoiced, by itself or by hand; empty when it may be. `asked` as `asked_who_pays` gives it."""
    quote = enrolment.application.quote
    if enrolment.application_id in asked:
        return ASKED
    if quote is None:
        return NO_QUOTE
    if quote.outcome == Outcome.NOT_CONFIRMED:
        return NOT_CONFIRMED
    if quote.payable_pence != quote.list_pence - quote.discount_pence - quote.scholarship_pence:
        return SUM
    return ""


def waiting_places(group: Group | None = None, *, most: int | None = None) -> list[Waiting]:
    """What finance must look at, or what the worker has not reached yet; the first `most` of them."""
    asked = asked_who_pays()
    reasons = [(place, why_not_yet(place, asked)) for place in uninvoiced(group)[:most]]
    return [Waiting(place, why or "Being invoiced now.", FIRST.get(why, "")) for place, why in reasons]


def invoice_naming(application: Application, *, lock: bool = False) -> str:
    """The number of the latest invoice for the application, or empty. Credited ones count: what follows is by hand.

    `lock` holds the groups it is placed in, as invoicing does, so that none is raised until the transaction ends.
    """
    if lock:
        groups = Enrolment.objects.filter(application=application).values("group")
        list(Group.objects.select_for_update().filter(pk__in=groups).order_by("pk"))
    lines = InvoiceLine.objects.filter(enrolment__application=application, invoice__kind=InvoiceKind.INVOICE)
    return lines.order_by("-invoice_id").values_list("invoice__number", flat=True).first() or ""
