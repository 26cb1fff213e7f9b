"""When a sponsor is reminded, who may be one, what acceptance needs of them, and until when an invoice may change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cadre.applications.states import SPONSORED, AcceptanceNeeds, Payer, SponsorState, State
from cadre.lib.dates import add_working_days


def reminder_days(*, asked_on: date, closes_on: date, after: Sequence[int], before: Sequence[int]) -> list[date]:
    """The days on which a sponsor who has not answered is reminded, earliest first, none on the day of asking.

    `after`: working days after `asked_on`. `before`: days before `closes_on`, the last day of registration.
    """
    days = {add_working_days(asked_on, number) for number in after}
    days |= {closes_on - timedelta(days=number) for number in before}
    return sorted(day for day in days if day > asked_on)


def reminder_due(*, days: Sequence[date], mailed_on: date, today: date) -> bool:
    """Whether one of `days` has come since the last mail. Where time has jumped over two, one is due."""
    return any(mailed_on < day <= today for day in days)


def next_reminder(*, days: Sequence[date], today: date) -> date | None:
    """The first of `days` still to come."""
    return next((day for day in days if day > today), None)


def refuse_sponsor(*, email: str, own: Sequence[str], present: str = "") -> str:
    """Why this address cannot be asked, or empty. `own`: the applicant's addresses; `present`: the sponsor's."""
    key = email.strip().lower()
    if key in {address.strip().lower() for address in own}:
        return "This is the applicant’s own email address. A sponsor is somebody else."
    if present and key == present.strip().lower():
        return "This is the sponsor who is asked already."
    return ""


def refuse_answer(*, application_state: str, name: str, taking_back: bool = False) -> str:
    """Why a sponsor's answer about `name` no longer counts, or empty. `taking_back`: after they had confirmed."""
    if application_state == State.WITHDRAWN:
        return f"{name} has withdrawn this application, so nothing is needed from you."
    if application_state not in SPONSORED:
        return f"The application of {name} is decided, so nothing is needed from you."
    if taking_back and application_state == State.ACCEPTED:
        return f"{name} is accepted already. Write to us, and we find a way together."
    return ""


@dataclass(frozen=True)
class Standing:
    """What acceptance finds about the sponsor. `sentence` is empty when all is well; `refuses` when it may not be."""

    sentence: str
    refuses: bool = False


def acceptance_standing(*, needs: str, state: str, sponsor: str) -> Standing:
    """Whether the sponsor stands in the way. `state` is empty when nobody was asked, `sponsor` a name."""
    if needs == AcceptanceNeeds.NOTHING or state == SponsorState.CONFIRMED:
        return Standing("")
    sentence = {
        SponsorState.WAITING: f"{sponsor} was asked to sponsor them and has not answered.",
        SponsorState.DECLINED: f"{sponsor} does not sponsor them, and nobody else is named.",
    }.get(SponsorState(state) if state else SponsorState.REPLACED, "Nobody was asked to sponsor them.")
    return Standing(sentence, refuses=needs == AcceptanceNeeds.CONFIRMATION)


def has_invoice(*, payer: str, payable_pence: int) -> bool:
    """Whether somebody at school will be invoiced, so that a sponsor may say who, where and by which order."""
    return payable_pence > 0 and payer in (Payer.SCHOOL, Payer.TRUST)


def refuse_billing(*, payer: str, payable_pence: int, invoice: str, application_state: str, name: str) -> str:
    """Why the invoice details of `name` cannot be changed, or empty. `invoice` is the number of one issued already."""
    if invoice:
        return (
            f"Invoice {invoice} is issued with the details it had. Write to us with the new ones: we credit it and "
            "issue it again."
        )
    if application_state not in SPONSORED:
        return f"The application of {name} has ended, so nothing is invoiced."
    if not has_invoice(payer=payer, payable_pence=payable_pence):
        return f"The school is not invoiced for {name}."
    return ""
