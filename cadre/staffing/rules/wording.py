"""The sentence of each seat: why somebody is suggested, and why nobody is."""

from collections.abc import Mapping
from typing import Any

from cadre.lib.words import counted


def why_suggested(
    *, km: float | None, met: int, events: int, load: int, most: int, experienced: bool, qualification: str, held: bool
) -> str:
    """`12 km away, trained for NPQSL, free on a day of each of the 4 events (4 on a best day), …`."""
    if held:
        return "Has the seat, is invited, or was chosen by hand. The rest is worked out around them."
    far = "distance not known" if km is None else f"{km:.0f} km away"
    kind = "experienced" if experienced else "new, with somebody experienced beside"
    after = f"{load} of at most {most} events this season, all suggested ones among them"
    return (
        f"{far[0].upper()}{far[1:]}, trained for {qualification}, {kind}; free on a day of each of"
        f" {counted(events, 'event')} ({met} on a best day); {after}."
    )


def why_open(
    lacking: Mapping[str, Any], *, trained: int, near: int, qualification: str, compete: int, able: int
) -> str:
    """What became of everybody who might have taken an open seat, in numbers."""
    if not trained:
        return f"Nobody is trained for {qualification}."
    if not near:
        return f"{counted(trained, 'person is', 'people are')} trained for {qualification}, and all are too far away."
    parts = [
        (lacking["new"], "needs somebody experienced beside", "need somebody experienced beside them"),
        (lacking["no_day"], "has no free day for one of the events", "have no free day for one of the events"),
        (lacking["full"], "has reached their limit for the season", "have reached their limit for the season"),
        (lacking["elsewhere"], "is at other groups on each day that would do", "are at other groups on days that do"),
        (lacking["together"], "has no day in common with the lead", "have no day in common with the lead"),
    ]
    said = ", ".join(counted(number, one, many) for number, one, many in parts if number)
    start = f"{trained} trained for {qualification}, {near} of them near enough"
    more = ""
    if compete:
        more = f" {counted(compete, 'group')} together have only {counted(able, 'person', 'people')} who could lead."
    return f"{start}{': ' + said if said else ''}.{more}"
