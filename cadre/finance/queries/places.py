"""Places of confirmed groups that are still to be invoiced, and why one waits."""

from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from cadre.applications.models import Application, PayerQuestion
from cadre.applications.states import Outcome
from cadre.finance.models import InvoiceLine
from cadre.finance.states import InvoiceKind, Waits
from cadre.groups.models import Enrolment, EnrolmentQuerySet, Group
from cadre.groups.states import GroupState


def uninvoiced(among: EnrolmentQuerySet | None = None) -> EnrolmentQuerySet:
    """Places taken in confirmed groups that no invoice names, except full scholarships, as `with_waits` gives them.

    `among` these, or all.
    """
    invoiced = InvoiceLine.objects.filter(enrolment=OuterRef("pk"), invoice__kind=InvoiceKind.INVOICE)
    rows = (
        (Enrolment.objects.all() if among is None else among)
        .taking_a_place()
        .filter(~Exists(invoiced), group__state__in=(GroupState.CONFIRMED, GroupState.FINISHED))
        .exclude(Q(application__quote__payable_pence=0) & ~Q(application__quote__outcome=Outcome.NOT_CONFIRMED))
    )
    return with_waits(rows).order_by("group__ref", "application__name", "pk")


def with_waits(rows: EnrolmentQuerySet) -> EnrolmentQuerySet:
    """With `waits`, why a place is not invoiced, by itself or by hand: one of `Waits`, empty when it may be.

    And with what an invoice of it says.
    """
    asked = PayerQuestion.objects.open().order_by().filter(application=OuterRef("application"))
    waits = Case(
        When(Exists(asked), then=Value(Waits.ASKED.value)),
        When(application__quote=None, then=Value(Waits.NO_QUOTE.value)),
        When(application__quote__outcome=Outcome.NOT_CONFIRMED, then=Value(Waits.NOT_CONFIRMED.value)),
        default=Value(""),
        output_field=CharField(),
    )
    application = ("application__quote", "application__school", "application__trust")
    return rows.select_related(*application, "group__offering__qualification").annotate(waits=waits)


def why_not_yet(place: Enrolment) -> str:
    """The sentence of a place from `with_waits`; empty when it may be invoiced."""
    waits = place.waits  # type: ignore[attr-defined]
    return Waits(waits).label if waits else ""


def for_list(rows: EnrolmentQuerySet) -> EnrolmentQuerySet:
    """Also with partner and intake."""
    return rows.select_related("group__partner", "group__offering__intake")


@dataclass(frozen=True)
class Left:
    """What is not invoiced yet, in places and pence: altogether, and of that what may be."""

    places: int
    pence: int
    ready: int
    ready_pence: int

    @property
    def waiting(self) -> int:
        return self.places - self.ready


def left_of(rows: EnrolmentQuerySet) -> Left:
    """One query, of rows from `uninvoiced`. A price that is not known counts as nothing."""
    price, ready = "application__quote__payable_pence", Q(waits="")
    found = rows.order_by().aggregate(
        places=Count("pk"),
        pence=Coalesce(Sum(price), 0),
        ready=Count("pk", filter=ready),
        ready_pence=Coalesce(Sum(price, filter=ready), 0),
    )
    return Left(**found)


def invoice_naming(application: Application, *, lock: bool = False) -> str:
    """The number of the latest invoice for the application, or empty. Credited ones count: what follows is by hand.

    `lock` holds the groups it is placed in, as invoicing does, so that none is raised until the transaction ends.
    """
    if lock:
        groups = Enrolment.objects.filter(application=application).values("group")
        list(Group.objects.select_for_update().filter(pk__in=groups).order_by("pk"))
    lines = InvoiceLine.objects.filter(enrolment__application=application, invoice__kind=InvoiceKind.INVOICE)
    return lines.order_by("-invoice_id").values_list("invoice__number", flat=True).first() or ""
