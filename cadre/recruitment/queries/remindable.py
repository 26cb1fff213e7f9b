"""Whose unfinished applications may be reminded now."""

from collections import Counter
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower

from cadre.applications.models import Application
from cadre.applications.states import State
from cadre.partners.models import Partner
from cadre.programmes.models import Intake, Qualification
from cadre.recruitment.models import NoReminders, RecruitmentPolicy, Reminder


def remindable(intake: Intake, policy: RecruitmentPolicy) -> QuerySet[Any]:
    """Drafts of the intake with an `address`, which has not been reminded under this policy and did not refuse.

    Nobody who has handed in another application for the same course is reminded of the one they left.
    """
    drafts = Application.objects.filter(offering__intake=intake, state=State.DRAFT).exclude(email="")
    rows = drafts.annotate(address=Lower("email"))
    return rows.filter(
        ~Exists(Reminder.objects.filter(policy=policy, address=OuterRef("address"))),
        ~Exists(NoReminders.objects.filter(address=OuterRef("address"))),
        ~handed_in_too(),
    )


def handed_in_too() -> Exists:
    """Whether somebody with the draft's address has handed in an application for the same course."""
    same = Application.objects.submitted().filter(offering=OuterRef("offering"), email__iexact=OuterRef("email"))
    return Exists(same)


def narrowed(rows: QuerySet[Any], *, qualification: str = "", partner: str = "") -> QuerySet[Any]:
    """Those of one qualification, and of one partner, each by its slug; all without."""
    if qualification:
        rows = rows.filter(offering__qualification__slug=qualification)
    return rows.filter(preferred_partner__slug=partner) if partner else rows


def remindable_by_partner(intake: Intake, policy: RecruitmentPolicy | None) -> dict[tuple[int, int | None], int]:
    """How many addresses could be reminded, by (offering, partner). One query; nobody without a policy."""
    if policy is None:
        return {}
    found: dict[tuple[int, int | None], set[str]] = {}
    for offering, partner, address in remindable(intake, policy).values_list(
        "offering", "preferred_partner", "address"
    ):
        found.setdefault((offering, partner), set()).add(address)
    return {key: len(addresses) for key, addresses in found.items()}


def reach(
    intake: Intake,
    policy: RecruitmentPolicy | None,
    *,
    qualification: Qualification | None = None,
    partner: Partner | None = None,
) -> tuple[list[tuple[str, str, int]], int]:
    """Whom a press would remind: (qualification, partner, people), and how many in all. One query.

    Somebody with two drafts is reminded of the latest alone, and counts there.
    """
    if policy is None:
        return [], 0
    rows = narrowed(
        remindable(intake, policy),
        qualification=qualification.slug if qualification else "",
        partner=partner.slug if partner else "",
    )
    shown = rows.values_list("address", "offering__qualification__code", "preferred_partner__short_name")
    latest: dict[str, tuple[str, str]] = {}
    for address, code, name in shown.order_by("-changed_at", "-pk"):
        latest.setdefault(address, (code, name or ""))
    found = Counter(latest.values())
    return [(*key, number) for key, number in sorted(found.items())], len(latest)
