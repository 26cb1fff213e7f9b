"""The named people of the demo: who they are, and what to look at as one of them."""

from dataclasses import dataclass

from cadre.people.models import User


@dataclass(frozen=True)
class Part:
    """One named person. `email` finds their account; `role` and `look_at` are for the sign-in page."""

    name: str
    email: str
    role: str
    look_at: str


CAST = (
    Part("Ruth Adeyemi", "ruth.adeyemi@provider.example", "Operations officer", "applications, groups, confirmation"),
    Part("Martin Hale", "martin.hale@provider.example", "Finance officer", "invoices, fees, statements"),
    Part(
        "Joanna Pike",
        "joanna.pike@peakside.example",
        "Lead of Peakside Schools Partnership",
        "recruitment, dates, what the group said",
    ),
    Part(
        "Samuel Okoro",
        "samuel.okoro@trentreach.example",
        "Lead of Trent Reach Teaching School Alliance",
        "another partner, with other people",
    ),
    Part("Dev Anand", "dev.anand@facilitators.example", "Facilitator", "tomorrow’s register, on a phone"),
    Part("Sara Linden", "sara.linden@facilitators.example", "Facilitator", "a day with two facilitators"),
    Part("Amina Yusuf", "amina.yusuf@candidates.example", "Candidate", "her place, dates and group"),
    Part("Tom Reed", "tom.reed@applicants.example", "Applicant", "an application waiting for a decision"),
)


def named_people() -> list[tuple[Part, User]]:
    """The parts whose accounts exist, in their order."""
    accounts = {user.email: user for user in User.objects.filter(email__in=[part.email for part in CAST])}
    return [(part, accounts[part.email]) for part in CAST if part.email in accounts]
