"""When answers are shown, who is reminded, and what a set of scores comes to."""

from collections.abc import Sequence
from datetime import date, timedelta

from cadre.evaluation.states import SHOWN_FROM, SHOWN_IN_STEPS_OF

AGREES_FROM = 4  # of five steps


def publishes(*, shown: int, waiting: int, outstanding: int) -> bool:
    """Whether the waiting answers join those that are shown.

    Three at first, then two or more at once, so that two reports never differ by one person. While exactly one
    person has still to answer, the others wait for that one, or for the close: else the last would stand alone.
    """
    if shown == 0:
        return waiting >= SHOWN_FROM
    return waiting >= SHOWN_IN_STEPS_OF and outstanding != 1


def closes_on(invited_on: date, open_for_days: int) -> date:
    """The last day on which the form can be answered."""
    return invited_on + timedelta(days=open_for_days)


def reminders_due(invited_on: date, today: date, after_days: Sequence[int]) -> int:
    """How many of the reminders are due by `today`."""
    return sum(today >= invited_on + timedelta(days=days) for days in after_days)


def reminder_days(invited_on: date, today: date, after_days: Sequence[int]) -> list[date]:
    """The days still to come on which those who have not answered are reminded."""
    return [day for days in after_days if (day := invited_on + timedelta(days=days)) > today]


def mean(counts: Sequence[int]) -> float | None:
    """Of people per score from 0, to one decimal; None for nobody."""
    people = sum(counts)
    return round(sum(score * n for score, n in enumerate(counts)) / people, 1) if people else None


def scores_finding(named: Sequence[tuple[str, float]]) -> str:
    """`Content scored highest, 8.3; preparation lowest, 7.1` of (short name, mean)."""
    if not named:
        return "Scores, 0 to 10"
    high, low = max(named, key=lambda pair: pair[1]), min(named, key=lambda pair: pair[1])
    if high[1] == low[1]:
        return f"Every mean is {high[1]}" if len(named) > 1 else f"{high[0]}: {high[1]}"
    return f"{high[0]} scored highest, {high[1]}; {_lower(low[0])} lowest, {low[1]}"


def agreement_finding(named: Sequence[tuple[str, Sequence[int]]]) -> str:
    """`Inclusion: 12 of 13 agree; pace: 9 of 13`, of (short name, people per step), best and worst."""
    answered = [(name, sum(counts[AGREES_FROM - 1 :]), sum(counts)) for name, counts in named if sum(counts)]
    if not answered:
        return "The day itself"
    ranked = sorted(answered, key=lambda row: row[1] / row[2], reverse=True)
    (best, yes, people), (worst, fewest, of) = ranked[0], ranked[-1]
    if len(ranked) == 1 or yes / people == fewest / of:
        return f"{best}: {yes} of {people} agree"
    return f"{best}: {yes} of {people} agree; {_lower(worst)}: {fewest} of {of}"


def confidence_finding(before: float | None, after: float | None) -> str:
    """`Confidence rose by 2.6`."""
    if before is None or after is None:
        return "Confidence in the themes"
    change = round(after - before, 1)
    if change == 0:
        return "Confidence did not change"
    return f"Confidence {'rose' if change > 0 else 'fell'} by {abs(change)}"


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
