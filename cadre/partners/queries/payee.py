"""Which partners have confirmed bank details, and the versions of one."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from cadre.partners.models import Partner, PayeeDetails


def with_payees(rows: QuerySet[Partner]) -> QuerySet[Partner]:
    """Each with `payee_at`, when its details were confirmed, and `payee_waits`. No digit is read. One query."""
    confirmed = PayeeDetails.objects.confirmed().filter(partner=OuterRef("pk"))
    waiting = PayeeDetails.objects.waiting().filter(partner=OuterRef("pk"))
    return rows.annotate(
        payee_at=Subquery(confirmed.values("decided_at")[:1]),
        payee_waits=Exists(waiting),
        payee_pk=Subquery(waiting.values("pk")[:1]),
    )


def payees_of(partner: Partner) -> QuerySet[PayeeDetails]:
    """Every version, the newest first."""
    return partner.payees.select_related("entered_by", "decided_by")


def has_confirmed_payee(partner: Partner) -> bool:
    """Whether money can be sent to it. One query."""
    return partner.payees.confirmed().exists()
