"""Reminding people of the applications they left unfinished, and never again those who said no."""

from datetime import date, datetime

from django.db import transaction

from cadre.applications.actions.drafting import APPLICANT, new_link
from cadre.applications.models import Application
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.errors import Refusal
from cadre.lib.words import counted
from cadre.messages.actions import post_all
from cadre.partners.models import Partner
from cadre.programmes.models import Intake, Qualification
from cadre.recruitment import emails
from cadre.recruitment.models import NoReminders, RecruitmentPolicy, Reminder
from cadre.recruitment.queries.remindable import narrowed, remindable
from cadre.recruitment.states import APPLICANTS_REMINDED, REMINDERS_STOPPED

MOST = 500
ALSO = ("offering__intake", "offering__qualification", "preferred_partner")


@transaction.atomic
def remind_unfinished(
    intake: Intake,
    *,
    by: Actor,
    today: date,
    now: datetime,
    qualification: Qualification | None = None,
    partner: Partner | None = None,
) -> int:
    """One mail to each address that may be reminded, about its latest draft; at most MOST at once. How many.

    Whoever reminds at the same time waits for the policy's row, and then finds nobody left. Raises Refusal when
    registration is closed or no policy holds.
    """
    if not intake.opens_on <= today <= intake.closes_on:
        raise Refusal(f"Registration for {intake} is not open, so nobody can finish an application.")
    policy = RecruitmentPolicy.objects.on(today).select_for_update().first()
    if policy is None:
        raise Refusal("No policy of recruitment holds today, so nobody is reminded.")
    rows = narrowed(
        remindable(intake, policy),
        qualification=qualification.slug if qualification else "",
        partner=partner.slug if partner else "",
    )
    latest: dict[str, Application] = {}
    for draft in rows.select_related(*ALSO).order_by("-changed_at", "-pk"):
        latest.setdefault(draft.address, draft)
    chosen = list(latest.items())[:MOST]
    Reminder.objects.bulk_create(
        Reminder(policy=policy, address=address, application=draft, sent_at=now) for address, draft in chosen
    )
    post_all([emails.finish(draft, new_link(draft, now=now), policy=policy) for _, draft in chosen], now=now)
    if chosen:
        many = counted(len(chosen), "person", "people")
        about = f"{qualification}, {intake}" if qualification else str(intake)
        journal.record(APPLICANTS_REMINDED, intake, by=by, about=about, number=many)
    return len(chosen)


@transaction.atomic
def stop_reminders(application: Application, *, now: datetime) -> None:
    """The address of the application is reminded no more. Safe to repeat."""
    _, new = NoReminders.objects.get_or_create(address=application.email.lower(), defaults={"said_at": now})
    if new:
        journal.record(REMINDERS_STOPPED, application, by=APPLICANT)
