"""Facilitators as the office lists them."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from cadre.facilitators.models import Accreditation, Facilitator


def with_accreditations(rows: QuerySet[Facilitator], today: date) -> QuerySet[Facilitator]:
    """Each with its user and, as `held`, what it is accredited for on `today`, in the qualifications' order."""
    held = (
        Accreditation.objects.filter(from_on__lte=today)
        .filter(Q(to_on=None) | Q(to_on__gt=today))
        .select_related("qualification")
        .order_by("qualification__position")
    )
    return rows.select_related("user").prefetch_related(Prefetch("accreditations", queryset=held, to_attr="held"))


def search_facilitators(rows: QuerySet[Facilitator], typed: str) -> QuerySet[Facilitator]:
    """Every typed word in name, e-mail or employer; `%` and `_` stand for themselves."""
    for word in typed.split()[:8]:
        rows = rows.filter(Q(user__name__icontains=word) | Q(user__email__icontains=word) | Q(employer__icontains=word))
    return rows
