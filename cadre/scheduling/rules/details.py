"""What a partner is told of a group, and what is different from the last time."""

from collections.abc import Mapping, Sequence

Facts = Mapping[str, Sequence[str]]
DATES, TEAM, PEOPLE, CHARGES, ARRANGED = "Dates", "Facilitators", "Candidates", "To invoice", "To arrange"
COME_AND_GO = {TEAM: ("Now facilitates", "No longer facilitates"), PEOPLE: ("Joined", "Left")}


def details_differ(before: Facts, now: Facts) -> list[str]:
    """One line for each difference; empty when the partner knows all of it.

    Dates are compared by their titles, which stand before the first colon. What must be arranged is a digest, of which
    nothing is told but that it changed.
    """
    lines = _dates(before.get(DATES, ()), now.get(DATES, ()))
    for heading, (came, went) in COME_AND_GO.items():
        old, new = before.get(heading, ()), now.get(heading, ())
        lines += [f"{came}: {name}" for name in new if name not in old]
        lines += [f"{went}: {name}" for name in old if name not in new]
    if list(before.get(ARRANGED, ())) != list(now.get(ARRANGED, ())):
        lines.append("What must be arranged for people has changed. See the page of each event.")
    if list(before.get(CHARGES, ())) != list(now.get(CHARGES, ())):
        lines.append(f"You may now invoice: {'; '.join(now.get(CHARGES, ())) or 'nothing'}")
    return lines


def _dates(before: Sequence[str], now: Sequence[str]) -> list[str]:
    old, new = (dict(line.split(": ", 1) for line in lines) for lines in (before, now))
    lines = [f"{title}: {said} (before: {old[title]})" for title, said in new.items() if old.get(title, said) != said]
    lines += [f"New: {title}, {said}" for title, said in new.items() if title not in old]
    return lines + [f"No longer: {title}, {said}" for title, said in old.items() if title not in new]
