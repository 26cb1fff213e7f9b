"""Group details as a partner has them: sent once, and again with the difference when something changed."""

import json
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from cadre.groups.models import Group
from cadre.groups.states import GroupState
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.lib import clock
from cadre.lib.dates import LONDON
from cadre.messages.actions import post_all
from cadre.scheduling import emails
from cadre.scheduling.calendars import attachment
from cadre.scheduling.charges import host_charges
from cadre.scheduling.emails import date_line
from cadre.scheduling.models import DetailsVersion, Event
from cadre.scheduling.packs import Pack, pack_of
from cadre.scheduling.papers import draw_group_details
from cadre.scheduling.queries.arrangements import Needs, needs_of
from cadre.scheduling.queries.people import lead_contacts
from cadre.scheduling.rules.details import ARRANGED, CHARGES, DATES, PEOPLE, TEAM, details_differ
from cadre.scheduling.states import GROUP_DETAILS_SENT

MORNING = 7
"""The hour in London from which what changed is sent."""
SOON = timedelta(days=3)
SENDER = System("Cadre")


def facts_of(pack: Pack, needs: dict[int, Needs], *, on: date) -> dict[str, list[str]]:
    """All that the partner is told, as lines that can be compared. What must be arranged is a digest."""
    charges = host_charges(pack.group, on=on)
    arranged = json.dumps(sorted((pk, str(need)) for pk, need in needs.items()))
    return {
        DATES: [date_line(event) for event in pack.events],
        TEAM: [str(row.facilitator) for row in pack.team],
        PEOPLE: [
            f"{row.application.name}, {row.application.workplace or 'school not confirmed'}" for row in pack.people
        ],
        CHARGES: [*(_charge(line) for line in charges.lines), charges.how_to_invoice],
        ARRANGED: [sha256(arranged.encode()).hexdigest()[:16] if needs else ""],
    }


def _charge(line: Any) -> str:
    return ", ".join(str(value) for value in line.values())


@transaction.atomic
def keep_details(pack: Pack, *, cause: int, now: datetime) -> DetailsVersion:
    """The details as they are now with their PDF, kept as what the partner has. One version a cause.

    The group is held, and was when the pack was read: else what is newer by number may be older by what it says.
    """
    group, day = pack.group, clock.day_of(now)
    needs = needs_of(group)
    pdf = draw_group_details(pack.group, pack.events, pack.team, pack.people, needs, cause=cause, on=day, now=now)
    known = group.details.filter(document=pdf).first()
    if known:
        return known
    last = group.details.order_by("-number").first()
    return DetailsVersion.objects.create(
        group=group,
        number=last.number + 1 if last else 1,
        facts=facts_of(pack, needs, on=day),
        document=pdf,
        sent_at=now,
        checked_on=day,
    )


def is_soon(group: Group, *, today: date) -> bool:
    """Whether an event of the group is so near that its partner cannot wait until the morning."""
    return group.events.standing().filter(starts_on__range=(today, today + SOON)).exists()


@transaction.atomic
def send_changes(group: Group, *, now: datetime) -> list[str]:
    """Tell the partner what is different from what it has, if anything is. Safe to repeat. The lines that were sent."""
    Group.objects.select_for_update().get(pk=group.pk)
    last = group.details.order_by("-number").first()
    if last is None or group.is_distance:
        return []
    pack, day = pack_of(group.pk), clock.day_of(now)
    facts = facts_of(pack, needs_of(group), on=day)
    changes = details_differ(last.facts, facts)
    group.details.filter(pk=last.pk).update(checked_on=day)
    if not changes:
        return []
    contacts = lead_contacts(pack.group, on=day)
    entry = journal.record(
        GROUP_DETAILS_SENT, group, by=SENDER, to=", ".join(user.name for user in contacts), changes=len(changes)
    )
    version = keep_details(pack, cause=entry.pk, now=now)
    ics = attachment(pack.events, stamped=now)
    post_all(
        [
            emails.details_changed(user, version, pack.common, people=len(pack.people), changes=changes, ics=ics)
            for user in contacts
        ],
        now=now,
    )
    return changes


def send_changed_details(today: date, now: datetime) -> int:
    """From the morning on, once a day for each confirmed group with an event to come. How many partners were told."""
    if now.astimezone(LONDON).hour < MORNING:
        return 0
    newest = DetailsVersion.objects.filter(group=OuterRef("pk")).order_by("-number")
    ahead = Event.objects.standing().filter(ends_on__gte=today).values("group")
    groups = Group.objects.filter(state=GroupState.CONFIRMED, pk__in=ahead).annotate(
        checked_on=Subquery(newest.values("checked_on")[:1])
    )
    due = list(groups.filter(checked_on__lt=today).order_by(F("checked_on"), "pk"))
    return sum(bool(send_changes(group, now=now)) for group in due)
