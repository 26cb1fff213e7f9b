"""The coded reasons, and what an officer may choose from on a day."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from cadre.applications.models import ApplicationQuerySet, Reason
from cadre.applications.states import ReasonKind


def reasons_on(kind: ReasonKind, day: date) -> QuerySet[Reason]:
    """Those that hold on `day`, in the order they are offered."""
    return Reason.objects.on(day).filter(kind=kind).order_by("position", "code")


def reason_choices(kind: ReasonKind, day: date) -> list[tuple[str, str]]:
    """(code, label). One query."""
    return list(reasons_on(kind, day).values_list("code", "label"))


def counted(rows: ApplicationQuerySet) -> QuerySet[Reason]:
    """Every reason with `ended`: how many of `rows` ended for it, those deferred and moved on counted too."""
    keys = rows.order_by().values("pk")
    ended = Count("applications", filter=Q(applications__in=keys), distinct=True)
    deferred = Count("deferrals", filter=Q(deferrals__application__in=keys), distinct=True)
    return Reason.objects.annotate(ended=ended + deferred)
