"""A changed policy is a new row from a day on; no row that has begun is ever changed, but for the day it ends."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.dates import long_day
from cadre.lib.errors import Conflict, Refusal
from cadre.rulebook.policy import DatedPolicy, Values
from cadre.rulebook.rules import holding, mark_of, refuse_end, refuse_start, refuse_withdrawal
from cadre.rulebook.states import END_TAKEN_BACK, LINE_ENDED, VERSION_WITHDRAWN, VERSION_WRITTEN

NOT_SAID = "Say where it is from: an agreement, a letter, a decision."
MEANWHILE = "Somebody changed this meanwhile. Look at what is written now before you go on."
LONGEST = 1_000


@dataclass(frozen=True)
class Change:
    """A version as somebody wants it. `of` is a row of the line it continues, None for a line that is added.

    `based_on`: the mark of the line they had before them.
    """

    policy: DatedPolicy
    of: Any
    values: Values
    from_on: date
    source: str
    based_on: str


@dataclass(frozen=True)
class Prepared:
    """A change that may be made: the keys of its line, what it ends, and (label, old, new) of what differs."""

    key: Values
    former: Any
    differences: list[tuple[str, str, str]]


def prepare(change: Change, rows: list[Any], *, today: date) -> Prepared:
    """What a change comes to, with `rows` of all lines as they are. Raises Refusal, and Conflict when they are not
    those it is based on."""
    policy, values = change.policy, change.values
    key = policy.key_of(change.of) if change.of else _new_key(policy, values, rows)
    line = [row for row in rows if policy.key_of(row) == key]
    if change.of and mark_of(line) != change.based_on:
        raise Conflict(MEANWHILE)
    if not change.source.strip():
        raise Refusal(NOT_SAID, field="source")
    if refused := refuse_start(line, from_on=change.from_on, today=today, notice_days=policy.notice_days):
        raise Refusal(refused, field="from_on")
    former = holding(line, change.from_on)
    if change.of is None and former:
        raise Refusal(f"“{policy.name_of(former)}” is there already. Change that.")
    if refused := _refused(policy, values, rows, key, change.from_on):
        raise Refusal(refused)
    differences = policy.differences(policy.values(former) if former else None, values)
    if not differences:
        raise Refusal("Nothing would change. Change at least one answer.")
    return Prepared(key, former, differences)


@transaction.atomic
def write_version(change: Change, *, by: Actor, today: date) -> Any:
    """The new row; what held until then ends the day before. Raises what `prepare` raises."""
    policy = change.policy
    rows = _held(policy)
    ready = prepare(change, rows, today=today)
    if ready.former:
        _end(ready.former, change.from_on)
    typed = {name: value for name, value in change.values.items() if name not in policy.keys}
    written = policy.write(typed) if policy.write else typed
    about = {"from_on": change.from_on, "source": change.source}
    row = policy.model(**_position(policy, ready, change, rows) | written | ready.key | about)
    try:
        with transaction.atomic():
            row.save()
            if policy.after:
                policy.after(row, change.values)
    except IntegrityError as broken:
        raise Refusal("These answers do not go together, or somebody wrote the same meanwhile.") from broken
    what = "; ".join(f"{label}: {new}" for label, _, new in ready.differences)[:LONGEST]
    said = {"day": long_day(change.from_on), "what": what, "source": change.source}
    journal.record(VERSION_WRITTEN, row, by=by, about=policy.subject_of(row), **said)
    return row


@transaction.atomic
def end_line(policy: DatedPolicy, row: Any, *, on: date, reason: str, based_on: str, by: Actor, today: date) -> None:
    """From `on` nothing of this line holds. Raises Refusal, and Conflict when it is not what it was."""
    line = _held_line(policy, row, based_on, reason)
    if refused := refuse_end(line, on=on, today=today, notice_days=policy.notice_days):
        raise Refusal(refused, field="on")
    last = line[-1]
    _end(last, on)
    said = {"day": _last_day(on), "reason": reason}
    journal.record(LINE_ENDED, last, by=by, about=policy.subject_of(last), **said)


@transaction.atomic
def withdraw(policy: DatedPolicy, row: Any, *, reason: str, based_on: str, by: Actor, today: date) -> None:
    """Take back a version that has not begun, and what it ended goes on; or an end that has not come."""
    *before, last = _held_line(policy, row, based_on, reason)
    asked = last if row.pk == last.pk else row
    if refused := refuse_withdrawal(asked, [*before, last], today=today):
        raise Refusal(refused)
    about = {"about": policy.subject_of(last), "reason": reason}
    if last.from_on <= today:
        journal.record(END_TAKEN_BACK, last, by=by, day=_last_day(last.to_on), **about)
        _end(last, None)
        return
    journal.record(VERSION_WITHDRAWN, last, by=by, day=long_day(last.from_on), **about)
    goes_on = [one for one in before if one.to_on == last.from_on]
    try:
        with transaction.atomic():
            last.delete()
    except models.ProtectedError as used:
        raise Refusal("It is used already, so it stays. Write another version instead.") from used
    for one in goes_on:
        _end(one, last.to_on)


def _held(policy: DatedPolicy) -> list[Any]:
    """All rows of the policy, so that two changes come one after the other. Read anew once they are held."""
    list(policy.model._default_manager.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    return list(policy.rows())


def _held_line(policy: DatedPolicy, row: Any, based_on: str, reason: str) -> list[Any]:
    """The row's line as it is, the latest version last. Raises Conflict when it is not what somebody saw."""
    if not reason.strip():
        raise Refusal("Say why, in a sentence.", field="reason")
    line = policy.line_of(row, _held(policy))
    if mark_of(line) != based_on or all(one.pk != row.pk for one in line):
        raise Conflict(MEANWHILE)
    return sorted(line, key=lambda one: one.from_on)


def _end(row: Any, on: date | None) -> None:
    row.to_on = on
    row.save(update_fields=["to_on"])


def _last_day(first_after: date) -> str:
    return long_day(first_after - timedelta(days=1))


def _new_key(policy: DatedPolicy, values: Values, rows: list[Any]) -> Values:
    made = {policy.made_from[0]: policy.made_key(values, rows)} if policy.made_from else {}
    return {policy.column(name).attname: getattr(values[name], "pk", values[name]) for name in policy.keys} | made


def _refused(policy: DatedPolicy, values: Values, rows: list[Any], key: Values, from_on: date) -> str:
    """Why the values cannot be so: by themselves, or beside the other lines on any day from then on."""
    if policy.refuse and (refused := policy.refuse(**values)):
        return refused
    if policy.refuse_among is None:
        return ""
    others = [row for row in rows if policy.key_of(row) != key]
    for day in sorted({from_on, *(row.from_on for row in others if row.from_on > from_on)}):
        beside = [policy.values(row) for row in others if row.from_on <= day and (row.to_on is None or row.to_on > day)]
        if refused := policy.refuse_among(values, beside):
            return refused
    return ""


def _position(policy: DatedPolicy, ready: Prepared, change: Change, rows: list[Any]) -> Values:
    """Where a list orders its lines by hand: the line's own place, or the last."""
    if policy.column("position") is None:
        return {}
    kept = ready.former or change.of
    return {"position": kept.position if kept else max((row.position for row in rows), default=0) + 1}
