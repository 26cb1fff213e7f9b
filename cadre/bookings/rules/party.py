"""People as somebody types them for a party, and how one of its places stands."""

from dataclasses import dataclass

from cadre.applications.states import State
from cadre.bookings.states import PlaceState
from cadre.lib import text

NAME_LIMIT = 100


@dataclass(frozen=True)
class Person:
    name: str
    email: str


def people_of(typed: str) -> tuple[list[Person], list[str]]:
    """The people of a text, one a line, and what is wrong with it, line by line.

    `Amina Yusuf, a.yusuf@school.example`; a tab, a semicolon or `Amina <a.yusuf@…>`, as lists are copied, are read too.
    """
    people: list[Person] = []
    faults: list[str] = []
    for number, line in enumerate(typed.splitlines(), 1):
        if not line.strip(" \t,;"):
            continue
        person, fault = _person(line)
        if person and any(person.email.lower() == other.email.lower() for other in people):
            fault = f"{person.email} stands twice."
        if person and not fault:
            people.append(person)
        else:
            faults.append(f"Line {number}: {fault}")
    return people, faults


def _person(line: str) -> tuple[Person | None, str]:
    """Split at the last separator: what holds the @ is the address."""
    plain = line.replace("<", ",").replace(">", " ").replace("\t", ",").replace(";", ",")
    parts = [part.strip() for part in plain.split(",") if part.strip()]
    addresses = [part for part in parts if "@" in part]
    if len(addresses) > 1:
        return None, "write one person a line, with one email address."
    if not addresses:
        name, _, last = line.strip().rpartition(" ")
        return None, (
            "add an email address after the name, or leave the person out and count them as not named yet."
            if "@" not in last
            else f"write {name} and {last} with a comma between."
        )
    name = " ".join(part for part in parts if part != addresses[0])
    if not name:
        name, _, address = addresses[0].rpartition(" ")
        addresses = [address]
    try:
        person = Person(text.line(name, max_length=NAME_LIMIT), text.email(addresses[0]))
    except ValueError as wrong:
        return None, str(wrong)
    return (person, "") if person.name else (None, "write the person’s name before the email address.")


STANDINGS: dict[str, tuple[str, str]] = {
    State.DRAFT: ("Started", "open"),
    State.SUBMITTED: ("Applied", "brand"),
    State.ASKED: ("Applied, we asked something", "warn"),
    State.ACCEPTED: ("Accepted", "good"),
    State.DECLINED: ("Declined", "bad"),
    State.WITHDRAWN: ("Withdrew", ""),
}
ENDED = {
    PlaceState.UNNAMED: ("Not named yet", "open"),
    PlaceState.TURNED_DOWN: ("Turned it down", "warn"),
    PlaceState.WITHDRAWN: ("Withdrawn", ""),
    PlaceState.LAPSED: ("Lapsed", ""),
}


def standing(*, state: str, opened: bool, application: str) -> tuple[str, str]:
    """(words, kind of tag): invited, opened, started, applied, accepted… `application`: its state, or empty."""
    if state in ENDED:
        return ENDED[PlaceState(state)]
    if application:
        return STANDINGS.get(application, (State(application).label, ""))
    return ("Opened", "open") if opened else ("Invited", "open")
