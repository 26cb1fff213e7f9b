"""Whether a group runs, and by how many it does not."""

from dataclasses import dataclass

from cadre.groups.states import GroupState, Standing
from cadre.lib.words import counted

KINDS = {
    Standing.RUNS: "good",
    Standing.FULL: "good",
    Standing.SHORT: "warn",
    Standing.AT_RISK: "warn",
    Standing.OVERRIDDEN: "brand",
    Standing.CLOSED: "open",
}


@dataclass(frozen=True)
class Viability:
    """`short` is how many are missing to the minimum, `room` how many places are free. `kind` is the tag's colour."""

    standing: Standing
    people: int
    minimum: int
    size: int
    sentence: str

    @property
    def short(self) -> int:
        return max(self.minimum - self.people, 0)

    @property
    def room(self) -> int:
        return max(self.size - self.people, 0)

    @property
    def runs(self) -> bool:
        return self.standing in (Standing.RUNS, Standing.FULL, Standing.OVERRIDDEN)

    @property
    def tag(self) -> str:
        """`Runs`, `Full`, `3 short`, `At risk, 3 short`."""
        if self.standing == Standing.SHORT:
            return f"{self.short} short"
        if self.standing == Standing.AT_RISK:
            return f"At risk, {self.short} short"
        return self.standing.label

    @property
    def kind(self) -> str:
        return KINDS[self.standing]


def viability(
    people: int, minimum: int, size: int, *, days_left: int, state: str = GroupState.FORMING, waiting: int = 0
) -> Viability:
    """How a group stands. `days_left` to the end of registration: 0 is its last day, below 0 it has closed.

    A group under its minimum is short until the deadline and at risk after it; nothing cancels it by itself.
    `waiting`: accepted people who chose its partner and have no place yet.
    """
    short, room = max(minimum - people, 0), max(size - people, 0)
    if state == GroupState.CLOSED:
        return Viability(Standing.CLOSED, people, minimum, size, "Closed without running.")
    if state == GroupState.DISSOLVED:
        return Viability(Standing.CLOSED, people, minimum, size, "Dissolved: it does not go on.")
    if not short:
        standing = Standing.RUNS if room else Standing.FULL
        said = f"Runs, with room for {room}." if room else f"Full: {people} of {size} places taken."
    elif state in (GroupState.CONFIRMED, GroupState.FINISHED):
        standing, said = Standing.OVERRIDDEN, f"Runs with {people} by decision, {short} under the minimum."
    elif days_left < 0:
        standing, said = Standing.AT_RISK, f"{short} short, and registration has closed."
    else:
        standing, said = Standing.SHORT, f"{short} short of {minimum}."
    if waiting and room and state == GroupState.FORMING:
        said += f" {counted(waiting, 'who chose it waits', 'who chose it wait')} for a place."
    return Viability(standing, people, minimum, size, said)


def group_ref(qualification: str, intake: str, year: int, number: int) -> str:
    """`NPQSL-S27-07`: qualification, the season's first letter with the year of the start, a running number."""
    return f"{qualification}-{intake.strip()[:1].upper() or 'X'}{year % 100:02}-{number:02}"
