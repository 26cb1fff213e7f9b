"""How an offer and a proposal are said, in mails and on pages."""

from cadre.bookings.queries.pictures import moment
from cadre.consent.models import Agreement, AlternateOffer
from cadre.consent.states import Option
from cadre.lib.words import counted

__all__ = ["choice_lines", "moment", "proposal_lines", "where"]


def where(made: AlternateOffer) -> str:
    """`A place with Trent Reach Alliance in Nottingham, 12 km from your school`."""
    if made.partner is None:
        return "No group near you has a place for you"
    far = f", {made.km:.0f} km from your school" if made.km is not None else ""
    town = f" in {made.partner.town}" if made.partner.town else ""
    return f"A place with {made.partner.name}{town}{far}"


def proposal_lines(agreement: Agreement, *, to_partner: bool = True) -> list[str]:
    """What is proposed to one partner, in plain sentences: as it reads them, or as the office does."""
    said, found = agreement.proposal, []
    of_yours, you, your = ("of yours", "you", "Your") if to_partner else ("of its own", "it", "Its")
    if number := len(said["going"]):
        found.append(f"{counted(number, 'person', 'people')} {of_yours} would be offered a place in another group.")
    if number := len(said["coming"]):
        who = counted(number, "person who chose others", "people who chose others")
        found.append(f"{who} would join {you}, from up to {max(said['coming']):.0f} km away.")
    if said["opens"]:
        found.append(f"A group would be opened with {you}, with {counted(said['seated'], 'person', 'people')}.")
    found += [f"{your} group {ref} would not run." for ref in said["closes"]]
    return found


CHOICE_WORDS = {
    Option.LOCAL: "Take this place.",
    Option.DISTANCE: "Take part at a distance, online.",
    Option.NEXT: "Start in the next intake, {}.",
    Option.WITHDRAWAL: "Withdraw without charge.",
}


def choice_lines(made: AlternateOffer) -> list[str]:
    upcoming = made.next_offering.intake.name if made.next_offering else ""
    return [CHOICE_WORDS[Option(option)].format(upcoming) for option in made.options]
