"""Whether somebody may start in a later intake, by the dated policy."""

from dataclasses import dataclass
from datetime import date, timedelta

from cadre.applications.states import Ruling
from cadre.lib.dates import long_day


@dataclass(frozen=True)
class Policy:
    """One version of the policy. `reasons` are the codes it names, `judged` those a person must weigh."""

    notice_days: int
    months: int
    intakes: int
    reasons: tuple[str, ...]
    judged: tuple[str, ...]
    row: int = 0


@dataclass(frozen=True)
class Wish:
    """What is asked. `first_on` is when they would have started originally; `intakes_on` counts intakes from there.

    `starts_on` is the start of the intake they are in now, `wanted_on` that of the wanted one, None if not planned.
    `earlier` counts deferrals granted before.
    """

    reason: str
    first_on: date
    starts_on: date
    wanted_on: date | None
    intakes_on: int
    earlier: int = 0


@dataclass(frozen=True)
class Answer:
    ruling: Ruling
    code: str
    sentence: str


AGAIN = "The price is worked out again by the rules of the new date, which may have changed."


def deferral(wish: Wish, *, today: date, policy: Policy | None) -> Answer:
    """The ruling and why. The hardest fault decides; what a person must weigh comes after what is not allowed."""
    if policy is None:
        return Answer(Ruling.PERSON, "no_policy", "There is no policy for this date yet.")
    if wish.wanted_on is not None and wish.wanted_on <= wish.starts_on:
        return Answer(Ruling.NO, "not_later", "The wanted intake does not start later than the present one.")
    if wish.reason not in policy.reasons:
        return Answer(Ruling.NO, "reason_not_named", "The policy does not name this reason.")
    if wish.wanted_on is not None:
        latest = months_on(wish.first_on, policy.months)
        if wish.wanted_on > latest and wish.intakes_on > policy.intakes:
            return Answer(
                Ruling.NO,
                "too_far",
                f"At most {policy.months} months or {policy.intakes} intakes after {long_day(wish.first_on)}; this is "
                f"{long_day(wish.wanted_on)}, {wish.intakes_on} intakes on.",
            )
    if today < wish.starts_on:
        last = wish.starts_on - timedelta(days=policy.notice_days)
        if today > last:
            return Answer(
                Ruling.NO,
                "too_late",
                f"We need to know {policy.notice_days} days before the start, by {long_day(last)}.",
            )
    return _weighed(wish, today=today, policy=policy)


def _weighed(wish: Wish, *, today: date, policy: Policy) -> Answer:
    if today >= wish.starts_on:
        return Answer(
            Ruling.PERSON, "after_start", "The course has begun, so a person decides, and may set further conditions."
        )
    if wish.earlier:
        return Answer(Ruling.PERSON, "repeat", "They deferred before. A further time may be refused or charged for.")
    if wish.wanted_on is not None and (
        wish.wanted_on > months_on(wish.first_on, policy.months) or wish.intakes_on > policy.intakes
    ):
        return Answer(
            Ruling.PERSON,
            "near_the_limit",
            f"Within one of the two limits only: {policy.months} months, or {policy.intakes} intakes.",
        )
    if wish.reason in policy.judged:
        return Answer(Ruling.PERSON, "reason_judged", "A person decides whether this is exceptional.")
    return Answer(Ruling.YES, "allowed", f"The policy allows it. {AGAIN}")


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the month's last where it has none."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    first_after = date(year + month // 12, month % 12 + 1, 1)
    return min(first_after - timedelta(days=1), date(year, month, 1) + timedelta(days=day.day - 1))
