"""What an application says, and how it stands, in words for pages."""

from cadre.applications.access import may_see
from cadre.applications.models import Application, Sponsorship
from cadre.applications.rules.why import Rows
from cadre.applications.states import (
    GATEWAY_AREAS,
    GATEWAY_RATINGS,
    Before,
    Funding,
    Heard,
    Outcome,
    Payer,
    SponsorState,
    State,
    WorkplaceKind,
)
from cadre.lib.dates import long_day
from cadre.lib.text import phone_words
from cadre.people.models import User


def said_by(application: Application, user: User) -> Rows:
    """What the applicant wrote, as far as the user may see it."""
    trn = application.trn
    years = application.leading_years
    rows: Rows = [
        ("Role", application.job_title),
        ("Years in leadership", "" if years is None else str(years)),
        ("Workplace", _school(application)),
    ]
    if may_see(user, "date_of_birth"):
        rows += [
            ("Date of birth", long_day(application.born_on) if application.born_on else "not confirmed"),
            ("Teacher reference number", f"{trn[:2]}/{trn[2:]}" if trn else "Has none"),
            ("Email", application.email),
            ("Phone", phone_words(application.phone)),
        ]
    rows += [
        (f"{application.offering.qualification} before", _label(Before, application.before)),
        ("How it is paid", _label(Funding, application.funding)),
        ("Who pays otherwise", _label(Payer, application.payer)),
        (
            "Invoice to",
            f"{application.billing_name}\n{application.billing_email}\n{application.billing_address}".strip(),
        ),
        ("Purchase order", application.purchase_order),
        ("Mentor in school", f"{application.mentor_name}\n{application.mentor_email}".strip()),
        ("If the group is too small", _offers(application)),
        ("Heard of us", f"{_label(Heard, application.heard)}\n{application.heard_detail}".strip()),
    ]
    if application.late_seconds:
        rows.append(("Handed in late", f"{application.late_seconds} seconds after the deadline, within the grace"))
    return [(label, value or "Not given") for label, value in rows]


def gateway_rows(application: Application) -> Rows:
    """The gateway as the applicant filled it in: six ratings, then the two areas with evidence. Empty without one."""
    ratings = application.gateway_ratings
    rows = [
        (name, f"{ratings[key]}: {GATEWAY_RATINGS[str(ratings[key])]}")
        for key, name in GATEWAY_AREAS.items()
        if key in ratings
    ]
    return rows + [(f"Evidence, {GATEWAY_AREAS[one['area']]}", one["words"]) for one in application.gateway_evidence]


def _school(application: Application) -> str:
    if application.trust:
        return f"{application.workplace}\nTrust {application.trust.uid}"
    school = application.school
    if application.workplace_kind == WorkplaceKind.SEVERAL:
        others = [f"Also {one}" for one in application.further_schools.select_related("school")]
        main = f"{school}, the main one" if school else f"{application.school_typed} (not found yet), the main one"
        return "\n".join([main, *others])
    return f"{school}\n{school.place}" if school else f"{application.school_typed} (not found yet)"


def _label(choice: type[Before] | type[Funding] | type[Heard] | type[Payer], value: str) -> str:
    return choice(value).label if value else ""


def _offers(application: Application) -> str:
    local = f"another group within {application.travel_km} km" if application.may_offer_local else ""
    distance = "distance learning" if application.may_offer_distance else ""
    return f"We may offer {' or '.join(filter(None, [local, distance]))}" if local or distance else "Offer nothing else"


def no_evidence(application: Application) -> str:
    """Why a quote has no facts about a school beneath it."""
    if application.funding != Funding.SCHOLARSHIP:
        return "No scholarship is asked for, so nothing about the school was looked up."
    return "The school is not found in the register yet, so nothing could be looked up."


SCHOLARSHIP_WORDS: dict[str, str] = {
    Outcome.NOT_CONFIRMED: "The rule cannot say yet. Find out, and write down how: nothing is invoiced before.",
    Outcome.SCHOLARSHIP: "Eligible. If you know better, say so: the person is quoted again and told.",
}


def scholarship_words(application: Application) -> str:
    """What is to do about the scholarship asked for."""
    outcome = application.quote.outcome if application.quote else ""
    return SCHOLARSHIP_WORDS.get(outcome, "Not eligible. If there is evidence that they are, settle it here.")


STATE_WORDS = {
    State.SUBMITTED: "We answer within 5 working days. A copy of your application is in your mail.",
    State.ASKED: "We need to know something before we decide. Answer below.",
    State.ACCEPTED: "You are accepted. Next we find you a group, and write when it is confirmed.",
    State.DECLINED: "We could not offer you a place this time. The mail we sent says why.",
    State.WITHDRAWN: "This application is withdrawn. Nothing is charged.",
    State.DEFERRED: "You start later. We write to you when your new intake opens, with the price by its rules.",
    State.MERGED: "We go on with your other application for this course.",
}


def summary_of(application: Application) -> Rows:
    """What the applicant sees of their application."""
    return [
        ("Reference", application.ref),
        ("Course", str(application.offering)),
        ("Preferred partner", str(application.preferred_partner or "No preference")),
        ("School", application.workplace),
        ("Submitted", long_day(application.submitted_at.date()) if application.submitted_at else "Not yet"),
        ("A copy went to", application.email),
    ]


def next_steps(application: Application, sponsor: Sponsorship | None = None) -> list[tuple[bool, str, str]]:
    """(done, when, what) from submission to the group. `sponsor` is whoever is asked."""
    decided = application.state in (State.ACCEPTED, State.DECLINED, State.WITHDRAWN)
    steps = [(True, "Submitted", "A copy is in your mail")]
    if application.state == State.WITHDRAWN:
        return [*steps, (True, "Withdrawn", "Nothing is charged")]
    if sponsor:
        confirmed = sponsor.state == SponsorState.CONFIRMED
        steps.append((confirmed, "Confirmed" if confirmed else "As soon as they can", "Your sponsor’s answer"))
    if application.state == State.DEFERRED:
        return [*steps, (False, "When your new intake opens", "We write to you, with the price by its rules")]
    steps.append((decided, "Decided" if decided else "Within 5 working days", "Our answer"))
    if application.quote and application.quote.outcome == Outcome.NOT_CONFIRMED:
        steps.append((False, "Before anything is invoiced", "Whether you get a scholarship"))
    if application.state != State.DECLINED:
        day = long_day(application.offering.intake.starts_on)
        steps.append((False, f"By {day}", "Your group, its place and its dates"))
    return steps
