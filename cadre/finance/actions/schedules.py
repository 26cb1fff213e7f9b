"""Contract schedules: each facilitator of a confirmed group gets theirs, and a new version when terms change."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from cadre.documents.actions import store
from cadre.documents.models import Document
from cadre.documents.shapes import ContractSchedule as ScheduleShape
from cadre.documents.signing import Signing, sign
from cadre.finance import emails
from cadre.finance.actions import numbering
from cadre.finance.models import ContractSchedule, latest_schedules
from cadre.finance.queries.schedules import (
    Terms,
    after_dissolution,
    event_lines,
    lead_of,
    schedule_paper,
    terms_for,
    without_amounts,
)
from cadre.finance.rules.schedules import terms_differ
from cadre.finance.states import (
    FACILITATOR,
    SCHEDULE_ACCEPTED,
    SCHEDULE_CANCELLED,
    SCHEDULE_ISSUED,
    SCHEDULE_WITHHELD,
    Series,
)
from cadre.groups.models import Group
from cadre.groups.states import GroupState
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.journal.locking import held
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.messages.actions import post_all
from cadre.people.models import User
from cadre.scheduling.models import Assignment
from cadre.scheduling.states import FacilitatorRole


@transaction.atomic
def issue_contract_schedules(group: Group, *, by: Actor, today: date, now: datetime) -> list[ContractSchedule]:
    """Send each facilitator of a confirmed group their schedule, and the partner's lead a copy without amounts.

    Whoever has the version with these terms is sent nothing, so it is safe to repeat. Where the agreement gives no
    fee, nothing is sent, and the journal says that finance must decide.
    """
    group = Group.objects.select_for_update().get(pk=group.pk)
    if not group.is_confirmed:
        return []
    team = sorted(
        group.assignments.current().select_related("facilitator__user"),
        key=lambda assigned: (assigned.role != FacilitatorRole.LEAD, assigned.pk),
    )
    drawn, reason = terms_for(group, team)
    if reason:
        _say_why(group, reason, by)
        return []
    lead = lead_of(group, today)
    issued = [_issue(group, assigned, terms, lead, by=by, today=today, now=now) for assigned, terms in drawn]
    return [schedule for schedule in issued if schedule]


def _issue(
    group: Group, assigned: Assignment, terms: Terms, lead: User | None, *, by: Actor, today: date, now: datetime
) -> ContractSchedule | None:
    facilitator = assigned.facilitator
    latest = ContractSchedule.objects.filter(group=group, facilitator=facilitator).order_by("-version").first()
    if latest and latest.terms == terms.kept():
        return None
    if latest:
        number, version = latest.number, latest.version + 1
    else:
        number, version = numbering.take(numbering.lock(Series.SCHEDULE), on=today)[0], 1
    changes, theirs = told = _differences(latest, terms)
    schedule = _new_version(group, assigned, terms, lead, number, version, today, now, told=told)
    mails = [emails.schedule(schedule, event_lines(terms), changes)]
    if lead and (latest is None or theirs):
        mails.append(emails.schedule_copy(schedule, lead, event_lines(terms), theirs))
    post_all(mails, now=now)
    journal.record(SCHEDULE_ISSUED, group, by=by, facilitator=facilitator.user.name, number=number, version=version)
    return schedule


@transaction.atomic
def accept_schedule(schedule: ContractSchedule, signing: Signing, *, by: User, now: datetime) -> ContractSchedule:
    """The facilitator signs exactly the version that was shown. The same press twice is one.

    Raises Refusal where there is a newer version, so that nobody agrees to what no longer holds, and where another
    file was shown; each says so.
    """
    row = held(ContractSchedule.objects.select_related("group", "document"), schedule.pk)
    if row.accepted_at:
        return row
    if not latest_schedules().filter(pk=row.pk).exists():
        raise Refusal(f"{row.number} has a newer version. Read that one, and accept it.")
    row.accepted_at = sign(row.document, signing, party=FACILITATOR, now=now).signed_at
    row.save(update_fields=["accepted_at"])
    journal.record(SCHEDULE_ACCEPTED, row.group, by=by, number=row.number, version=row.version)
    return row


@transaction.atomic
def cancel_contract_schedules(
    group: Group, *, off: Collection[str], reason: str, by: Actor, today: date, now: datetime
) -> list[ContractSchedule]:
    """A last version of each schedule of a dissolved group, with a cancellation: only what was held before is owed.

    `off`: references of the events that are called off. Whoever has that version is sent nothing. Safe to repeat.
    """
    group = Group.objects.select_for_update().get(pk=group.pk)
    if group.state != GroupState.DISSOLVED:
        return []
    lead = lead_of(group, today)
    team = {row.facilitator_id: row for row in group.assignments.order_by("pk").select_related("facilitator__user")}
    why = f"{group.ref} does not go on: “{reason}”."
    issued = []
    for latest in latest_schedules().filter(group=group).order_by("number"):
        terms = after_dissolution(latest.terms, off, why)
        if terms and latest.facilitator_id in team:
            issued.append(_cancel(latest, team[latest.facilitator_id], terms, lead, by=by, today=today, now=now))
    return issued


def _cancel(
    latest: ContractSchedule,
    assigned: Assignment,
    terms: Terms,
    lead: User | None,
    *,
    by: Actor,
    today: date,
    now: datetime,
) -> ContractSchedule:
    version = latest.version + 1
    told = _differences(latest, terms)
    schedule = _new_version(latest.group, assigned, terms, lead, latest.number, version, today, now, told=told)
    gone = [event["title"] for event in latest.terms["events"] if event["ref"] not in {e.ref for e in terms.events}]
    mails = [emails.schedule_cancelled(schedule, schedule.facilitator.user, gone, schedule.document)]
    if lead and schedule.partner_copy:
        mails.append(emails.schedule_cancelled(schedule, lead, gone, schedule.partner_copy))
    post_all(mails, now=now)
    who, version = assigned.facilitator.user.name, schedule.version
    journal.record(SCHEDULE_CANCELLED, latest.group, by=by, facilitator=who, number=schedule.number, version=version)
    return schedule


def _differences(before: ContractSchedule | None, terms: Terms) -> tuple[list[str], list[str]]:
    """From the version before, as the facilitator reads them and as the partner's lead does. Empty for a first one."""
    if before is None:
        return [], []
    return terms_differ(before.terms, terms.kept()), terms_differ(before.terms, terms.kept(), amounts=False)


def _new_version(
    group: Group,
    assigned: Assignment,
    terms: Terms,
    lead: User | None,
    number: str,
    version: int,
    today: date,
    now: datetime,
    *,
    told: tuple[list[str], list[str]],
) -> ContractSchedule:
    changes, theirs = told
    paper = schedule_paper(group, assigned, terms, lead, number=number, version=version, changes=changes, today=today)
    return ContractSchedule.objects.create(
        group=group,
        facilitator=assigned.facilitator,
        number=number,
        version=version,
        total_pence=terms.total,
        terms=terms.kept(),
        document=_draw("contract_schedule", group, paper, now),
        partner_copy=_draw("contract_schedule_copy", group, without_amounts(paper, theirs), now) if lead else None,
        issued_at=now,
    )


def _draw(kind: str, group: Group, paper: ScheduleShape, now: datetime) -> Document:
    copy = "-copy" if kind.endswith("copy") else ""
    return store(
        kind=kind,
        template="contract_schedule",
        title=f"Contract schedule {paper['number']}, version {paper['version']}",
        filename=f"{paper['number']}-v{paper['version']}{copy}.pdf",
        data=dict(paper),
        now=now,
        subject=group,
        dedupe_key=f"{kind}:{paper['number']}:{paper['version']}",
    )


def _say_why(group: Group, reason: str, by: Actor) -> None:
    said = Entry.objects.about(group).filter(happening=SCHEDULE_WITHHELD.key, data__reason=reason)
    if not said.exists():
        journal.record(SCHEDULE_WITHHELD, group, by=by, reason=reason)
