"""Associate applications as the office reads them: the evidence beside each other, and who may be there twice."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from cadre.facilitators.models import AssociateApplication, AssociateQuerySet, AssociateReason, Facilitator
from cadre.facilitators.rules.associates import Evidence, same_person
from cadre.facilitators.states import AssociateState, CheckKind, DecisionKind


def evidence_of(application: AssociateApplication) -> Evidence:
    """Two queries."""
    checks = frozenset(application.checks.values_list("kind", flat=True))
    return Evidence(checks, application.referees.exclude(answered_at=None).count())


def for_list(rows: AssociateQuerySet) -> AssociateQuerySet:
    """Each with its partner, and how many referees have answered and checks are done."""
    return rows.select_related("nominated_by").annotate(
        answered=Count("referees", filter=Q(referees__answered_at__isnull=False), distinct=True),
        checked=Count("checks", distinct=True),
    )


@dataclass(frozen=True)
class Twin:
    """Somebody who may be the same person: a facilitator, or another application."""

    words: str
    facilitator: Facilitator | None = None
    application: AssociateApplication | None = None


def twins_of(application: AssociateApplication) -> list[Twin]:
    """Two queries. Shown to the office alone."""
    name, email, phone = application.name, application.email, application.phone
    alike = Q(email__iexact=email) | Q(name__iexact=name)
    people = Q(user__email__iexact=email) | Q(user__name__iexact=name)
    if phone:
        alike, people = alike | Q(phone=phone), people | Q(phone=phone)
    others = list(AssociateApplication.objects.filter(alike).exclude(pk=application.pk)[:20])
    known = Facilitator.objects.filter(people).exclude(pk__in=[application.facilitator_id or 0])
    staff = list(known.select_related("user")[:20])
    found = [
        Twin(f"{staff[at].user.name} is a facilitator", facilitator=staff[at])
        for at in same_person(name, email, phone, [(one.user.name, one.user.email, one.phone) for one in staff])
    ]
    return found + [
        Twin(f"{others[at].name}, {others[at].get_state_display().lower()}", application=others[at])
        for at in same_person(name, email, phone, [(one.name, one.email, one.phone) for one in others])
    ]


def reasons_on(kind: DecisionKind, day: date) -> QuerySet[AssociateReason]:
    return AssociateReason.objects.on(day).filter(kind=kind).order_by("position", "code")


@dataclass(frozen=True)
class CheckRow:
    """One check: its name, and who ticked it on which day."""

    kind: CheckKind
    done_on: date | None = None
    by: str = ""


def check_rows(application: AssociateApplication) -> list[CheckRow]:
    """Every check there is. One query."""
    done = {row.kind: row for row in application.checks.select_related("done_by")}
    return [
        CheckRow(kind, done[kind].done_on, done[kind].done_by.name) if kind in done else CheckRow(kind)
        for kind in CheckKind
    ]


def waiting_number(rows: AssociateQuerySet) -> int:
    """How many wait for the provider."""
    return rows.filter(state=AssociateState.SUBMITTED).count()
