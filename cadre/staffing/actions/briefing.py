"""Briefings: an online hour before an event, led by its lead facilitator."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.locking import held
from cadre.lib import clock
from cadre.lib.dates import LONDON
from cadre.lib.errors import Refusal
from cadre.lib.seen import refuse_changed
from cadre.messages.actions import post_all
from cadre.scheduling.models import Event
from cadre.staffing import emails
from cadre.staffing.models import Briefing, BriefingAttendance
from cadre.staffing.queries.briefings import leads_at, team_at, to_brief
from cadre.staffing.queries.facts import policy_on
from cadre.staffing.states import BRIEFING_HELD, BRIEFING_REMINDED, BRIEFING_SET

STAFFING = System("Staffing")


def hour_as_typed(row: Briefing | None) -> dict[str, object]:
    """When it begins and how to join it, as the fields of a form."""
    at = row.starts_at.astimezone(LONDON) if row else None
    return {"day": at and at.date(), "at": at and at.time(), "joining_link": row.joining_link if row else ""}


def kept_as_typed(row: Briefing | None) -> dict[str, object]:
    """What is kept of it once it was held, as the fields of a form. One query."""
    if row is None:
        return {"there": [], "recording_link": "", "notes": ""}
    there = row.attendance.filter(attended=True).order_by("facilitator").values_list("facilitator", flat=True)
    return {"there": [str(key) for key in there], "recording_link": row.recording_link, "notes": row.notes}


@transaction.atomic
def set_briefing(
    event: Event, *, starts_at: datetime, joining_link: str, by: journal.Actor, now: datetime, seen: str = ""
) -> Briefing:
    """Set it, or move it, and tell the team. The same again is no change.

    Raises Conflict when it is not as it was seen, Refusal for an hour that has passed, one that ends after the event
    begins, or a briefing that was held.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    begins = datetime.combine(event.starts_on, event.starts, tzinfo=LONDON)
    if starts_at <= now:
        raise Refusal("That hour has passed.", field="day")
    if starts_at + timedelta(hours=1) > begins:
        raise Refusal("A briefing ends before its event begins.", field="day")
    row = Briefing.objects.select_for_update().filter(event=event).first()
    if row is not None and row.held_at:
        raise Refusal("This briefing was held, so it is not moved.")
    refuse_changed(hour_as_typed(row), seen)
    if row is not None and (row.starts_at, row.joining_link) == (starts_at, joining_link):
        return row
    said = {"starts_at": starts_at, "joining_link": joining_link, "set_at": now, "reminded_at": None}
    row, _ = Briefing.objects.update_or_create(event=event, defaults=said)
    row = emails.with_briefing_fields().get(pk=row.pk)
    journal.record(BRIEFING_SET, row, by=by, when=emails.moment(starts_at))
    post_all(emails.briefing(row, team_at(event), turn=f"{now:%Y%m%d%H%M%S}"), now=now)
    return row


@transaction.atomic
def keep_briefing(
    briefing: Briefing,
    *,
    there: Collection[int],
    recording_link: str,
    notes: str,
    by: journal.Actor,
    now: datetime,
    seen: str = "",
) -> Briefing:
    """Keep who attended (`there`: keys of facilitators), the link to the recording and the notes; as often as needed.

    Raises Refusal before it begins, Conflict when what is kept is not as it was seen.
    """
    row = held(Briefing.objects.select_related("event__group"), briefing.pk)
    if row.starts_at > now:
        raise Refusal("The briefing has not begun yet.")
    refuse_changed(kept_as_typed(row), seen)
    team = team_at(row.event)
    for who in team:
        BriefingAttendance.objects.update_or_create(
            briefing=row, facilitator=who, defaults={"attended": who.pk in there}
        )
    row.recording_link, row.notes, row.held_at = recording_link, notes.strip(), row.held_at or now
    row.save(update_fields=["recording_link", "notes", "held_at"])
    journal.record(BRIEFING_HELD, row, by=by, there=sum(who.pk in there for who in team), team=len(team))
    return row


@transaction.atomic
def remind_to_plan(*, today: date, now: datetime) -> int:
    """Write once to the lead of each event face to face that is near and whose briefing is not set. How many are owed.

    How near is the policy's. Raises Refusal without one.
    """
    last = today + timedelta(days=policy_on(today).plan_briefing_days)
    due = to_brief(Event.objects.filter(briefing=None, starts_on__gt=today, starts_on__lte=last), today)
    mails = [emails.briefing_to_plan(event, who) for event, who in leads_at(due)]
    post_all(mails, now=now)
    return len(mails)


def remind_of_briefings(*, today: date, now: datetime) -> int:
    """Recall each briefing once to its team, with the joining link, the policy's days before it. How many.

    Raises Refusal without a policy.
    """
    until = clock.end_of(today + timedelta(days=policy_on(today).briefing_days))
    due = Briefing.objects.filter(reminded_at=None, starts_at__gt=now, starts_at__lt=until, event__called_off_at=None)
    told = 0
    for key in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            if not due.filter(pk=key).update(reminded_at=now):
                continue
            row = emails.with_briefing_fields().get(pk=key)
            journal.record(BRIEFING_REMINDED, row, by=STAFFING)
            post_all(emails.briefing_reminder(row, team_at(row.event), turn=f"{row.starts_at:%Y%m%d%H%M}"), now=now)
            told += 1
    return told
