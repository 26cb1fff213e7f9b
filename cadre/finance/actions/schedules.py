"""Contract schedules: each facilitator of a confirmed group gets theirs, and a new version when terms change."""

from datetime import date, datetime

from django.db import transaction

from cadre.documents.actions import store
from cadre.documents.models import Document
from cadre.documents.shapes import ContractSchedule as ScheduleShape
from cadre.finance import emails
from cadre.finance.actions import numbering
from cadre.finance.models import ContractSchedule
from cadre.finance.queries.schedules import Terms, event_lines, lead_of, schedule_paper, terms_for, without_amounts
from cadre.finance.states import SCHEDULE_ISSUED, SCHEDULE_WITHHELD, Series
from cadre.groups.models import Group
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.journal.models import Entry
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
    held = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if not held.is_confirmed:
        return []
    team = sorted(
        held.assignments.current().select_related("facilitator__user"),
        key=lambda assigned: (assigned.role != FacilitatorRole.LEAD, assigned.pk),
    )
    drawn, reason = terms_for(held, team)
    if reason:
        _say_why(held, reason, by)
        return []
    lead = lead_of(held, today)
    issued = [_issue(held, assigned, terms, lead, by=by, today=today, now=now) for assigned, terms in drawn]
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
    paper = schedule_paper(group, assigned, terms, lead, number=number, version=version, today=today)
    schedule = ContractSchedule.objects.create(
        group=group,
        facilitator=facilitator,
        number=number,
        version=version,
        total_pence=terms.total,
        terms=terms.kept(),
        document=_draw("contract_schedule", group, paper, now),
        partner_copy=_draw("contract_schedule_copy", group, without_amounts(paper), now) if lead else None,
        issued_at=now,
    )
    mails = [emails.schedule(schedule, event_lines(terms))]
    if lead:
        mails.append(emails.schedule_copy(schedule, lead, event_lines(terms)))
    post_all(mails, now=now)
    journal.record(SCHEDULE_ISSUED, group, by=by, facilitator=facilitator.user.name, number=number, version=version)
    return schedule


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
