"""What a partner in onboarding has still to give, and why each thing is asked."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """What is known of a partner, as plain facts."""

    has_lead: bool = False
    has_finance: bool = False
    has_events: bool = False
    has_address: bool = False
    has_overview: bool = False
    has_host_school: bool = False
    schools: int = 0
    venues: int = 0
    venues_without_capacity: int = 0
    unanswered_checks: int = 0
    bank_confirmed: bool = False
    signed: bool = False


@dataclass(frozen=True)
class Need:
    """One line of the checklist. `page` is the name of the page on which it is given; "" when it comes from us."""

    key: str
    title: str
    why: str
    done: bool
    page: str = ""


def needs(known: Known) -> list[Need]:
    """The checklist in the order in which it is best filled in, done or not."""
    rows = [
        ("lead", "A lead contact", "Gets every request of ours and speaks for the partner.", known.has_lead, "people"),
        ("address", "Address", "Stands in the memorandum and on statements.", known.has_address, "details"),
        ("host", "Host school", "Says where in the school register you are at home.", known.has_host_school, "host"),
        (
            "overview",
            "Overview for the website",
            "People read it and choose.",
            known.has_overview,
            "profile",
        ),
        ("schools", "Schools you cover", "We send their staff to you first.", known.schools > 0, "schools"),
        ("venue", "A venue", "Groups cannot be given a place to meet without one.", known.venues > 0, "venues"),
        (
            "capacity",
            "How many each venue holds",
            "Says how large a group can be.",
            known.venues > 0 and not known.venues_without_capacity,
            "venues",
        ),
        (
            "checks",
            "Hosting checklist of each venue",
            "Equipment and access are settled before the first day, not on it.",
            known.venues > 0 and not known.unanswered_checks,
            "venues",
        ),
        ("events", "An events contact", "Receives group details and the days.", known.has_events, "people"),
        (
            "finance",
            "A finance contact",
            "Receives statements, and gives us bank details.",
            known.has_finance,
            "people",
        ),
        ("bank", "Bank and VAT details", "Your finance contact gives them. We pay there.", known.bank_confirmed, ""),
        ("memorandum", "Signed memorandum", "From then on groups can be opened for you.", known.signed, ""),
    ]
    return [Need(*row) for row in rows]
