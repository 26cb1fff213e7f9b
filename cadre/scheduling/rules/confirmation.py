"""What is missing before a group may be confirmed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """One line of the checklist. `overridable`: a recorded reason stands in for it."""

    words: str
    done: bool
    missing: str = ""
    overridable: bool = False


def confirmation_checks(
    *, people: int, minimum: int, picked: int, total: int, staffed: bool, tutored: bool = False
) -> list[Check]:
    """The whole checklist, done or not. Numbers are counts of people enrolled, and of days or online events.

    `staffed`: somebody leads the group. `tutored`: it is at a distance, so that this is a tutor.
    """
    who = "tutor" if tutored else "lead facilitator"
    short = max(minimum - people, 0)
    return [
        Check(
            f"{people} people, at least {minimum}",
            done=short == 0,
            missing="Nobody is enrolled." if people == 0 else f"{short} short of {minimum}.",
            overridable=people > 0,
        ),
        Check(
            f"{picked} of {total} dates picked",
            done=0 < total == picked,
            missing=f"{total - picked} of {total} dates {'is' if total - picked == 1 else 'are'} not picked."
            if total
            else f"The intake has no {'online' if tutored else 'face-to-face'} events yet.",
        ),
        Check(f"A {who}", done=staffed, missing=f"No {who} is assigned."),
    ]


def refuse_confirmation(
    *,
    people: int,
    minimum: int,
    picked: int,
    total: int,
    staffed: bool,
    tutored: bool = False,
    override_reason: str = "",
) -> list[str]:
    """Everything that is missing, as sentences; empty when the group may be confirmed.

    A group under its minimum runs only by a recorded reason (partner information document: groups from 12).
    """
    checks = confirmation_checks(
        people=people, minimum=minimum, picked=picked, total=total, staffed=staffed, tutored=tutored
    )
    reason = override_reason.strip()
    return [
        f"{check.missing} Give the reason to run it all the same." if check.overridable else check.missing
        for check in checks
        if not check.done and not (check.overridable and reason)
    ]
