"""A group that is short when registration has closed is at risk: said once, and never closed by itself."""

from datetime import date

from django.db import transaction

from cadre.groups.models import Group
from cadre.groups.states import GroupState
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.journal.models import Entry
from cadre.recruitment.states import GROUP_AT_RISK


def mark_at_risk(*, today: date, by: Actor) -> int:
    """Records it of every forming group under its minimum whose registration has closed and whose intake has not begun.

    How many were recorded now. Once for each deadline, so that a deadline that was moved is a new one. Safe to repeat.
    """
    closed = Group.objects.filter(
        state=GroupState.FORMING, offering__intake__closes_on__lt=today, offering__intake__starts_on__gt=today
    )
    rows = closed.with_people().select_related("offering__intake").order_by("pk")
    deadlines = {row.pk: row.offering.intake.closes_on for row in rows if _missing(row) > 0}
    keys = list(deadlines)
    known = _known(keys)
    due = [key for key in keys if (str(key), deadlines[key].isoformat()) not in known]
    return sum(_mark(key, deadlines[key], by=by) for key in due)


def _missing(group: Group) -> int:
    return group.minimum - group.people  # type: ignore[attr-defined]


def _known(keys: list[int]) -> set[tuple[str, str]]:
    rows = Entry.objects.filter(
        happening=GROUP_AT_RISK.key, subject_kind=Group._meta.label_lower, subject_id__in=list(map(str, keys))
    )
    return {(subject, data.get("closes_on", "")) for subject, data in rows.values_list("subject_id", "data")}


@transaction.atomic
def _mark(key: int, closes_on: date, *, by: Actor) -> bool:
    """Behind the group's lock, with its numbers read anew."""
    Group.objects.select_for_update().get(pk=key)
    group = Group.objects.with_people().get(pk=key)
    short = _missing(group)
    if short <= 0 or group.state != GroupState.FORMING or (str(key), closes_on.isoformat()) in _known([key]):
        return False
    journal.record(GROUP_AT_RISK, group, by=by, short=short, closes_on=closes_on.isoformat())
    return True
