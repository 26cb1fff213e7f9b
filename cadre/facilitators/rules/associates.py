"""What stands in the way of a decision about an associate application, and who may be one person twice."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from cadre.facilitators.states import CheckKind
from cadre.lib.errors import Refusal

REFEREES = 2


@dataclass(frozen=True)
class Evidence:
    """What the provider holds: checks that are done, and how many referees have answered."""

    checks: frozenset[str]
    answered: int

    @property
    def open_checks(self) -> list[CheckKind]:
        return [kind for kind in CheckKind if kind not in self.checks]

    @property
    def missing(self) -> list[str]:
        """What is still to do, in words."""
        words = [f"{kind.label.lower()} is not checked" for kind in self.open_checks]
        if self.answered < REFEREES:
            words.append(f"{self.answered} of {REFEREES} referees have answered")
        return words


def refuse_acceptance(evidence: Evidence, why: str) -> None:
    """Checks have to be done. Without a reference it takes a reason, which is kept."""
    if evidence.open_checks:
        names = " and ".join(kind.label.lower() for kind in evidence.open_checks)
        raise Refusal(f"Tick first that this was checked: {names}.")
    if evidence.answered < REFEREES and not why.strip():
        raise Refusal("Not every referee has answered. Say why you accept all the same.", field="why")


def refuse_referees(applicant: str, emails: Collection[str]) -> None:
    """Two different people, neither of them whoever applies."""
    known = [email.strip().lower() for email in emails]
    if applicant.strip().lower() in known:
        raise Refusal("A referee is somebody else: this is your own address.", field="referee1_email")
    if len(set(known)) != len(known):
        raise Refusal("Name two different people: both have this address.", field="referee2_email")


def same_person(name: str, email: str, phone: str, others: Iterable[tuple[str, str, str]]) -> list[int]:
    """Positions of `others` (name, email, phone) that may be the same person: by address, phone, or name."""

    def key(text: str) -> str:
        return "".join(text.casefold().split())

    found = []
    for at, (their_name, their_email, their_phone) in enumerate(others):
        by_phone = bool(phone) and key(phone) == key(their_phone)
        if key(email) == key(their_email) or by_phone or key(name) == key(their_name):
            found.append(at)
    return found
