"""People who apply: drafts, decisions, and places in groups, through the same actions the pages call."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from cadre.applications.actions import (
    accept_application,
    ask_for_more,
    ask_sponsor,
    ask_to_defer,
    assign_application,
    confirm_sponsorship,
    decline_application,
    decline_sponsorship,
    flag_duplicates,
    grant_deferral,
    merge_applications,
    save_step,
    start_application,
    submit_application,
    withdraw_application,
)
from cadre.applications.models import Application, Reason, SponsorRules
from cadre.applications.pricing import quote_inputs
from cadre.applications.rules.equality import QUESTIONS
from cadre.applications.rules.filled import Filled
from cadre.applications.rules.pricing import priced
from cadre.applications.states import GATEWAY_AREAS, Heard, ReasonKind
from cadre.demo.network.base import Network
from cadre.demo.network.calendar import Season, on
from cadre.demo.network.names import address_of
from cadre.demo.network.places import PLACES
from cadre.journal.actions import System
from cadre.lib.dates import add_working_days
from cadre.partners.models import Partner
from cadre.programmes.models import Offering
from cadre.schools.models import School

JOBS = (
    "Deputy head",
    "Assistant head",
    "Head of English",
    "Key stage leader",
    "SENCO",
    "Head of mathematics",
    "Year leader",
)
PRIORITY = ("st-werburgh", "calder-heights", "wensum")  # in opportunity areas, so a scholarship is likely
NEEDS = ("Step-free access", "A seat near the front", "Large print handouts", "A hearing loop", "A quiet room at lunch")
DIETS = ("Vegetarian", "Halal", "No nuts", "Vegan", "Gluten free")
HEADS = ("Dr Helen Marsh", "Peter Hallsworth", "Sunita Rao", "Mark Elsden", "Ife Adebayo")
MENTORS = ("Grace Nwosu", "Tim Ledger", "Farah Siddiq", "Owen Pryce")
EVIDENCE = (
    "Led the new reading curriculum in two schools; 9 points more now reach the expected standard.",
    "Rebuilt the timetable and the staffing plan: a deficit of £40,000 became a small surplus in two years.",
    "Set up coaching for new middle leaders; all eight stayed, and three lead a phase today.",
    "Brought six schools together on attendance; persistent absence fell from 21 % to 16 %.",
)
CONSENT = "I agree that you keep this and share what must be arranged with my partner and facilitators."


def applies(
    network: Network,
    offering: Offering,
    partner: Partner | None,
    name: str,
    day: date,
    *,
    email: str = "",
    host: str = "",
    sponsor: tuple[str, str] | None = None,
) -> Application:
    """Somebody applies on `day`: starts, fills in, submits, and their sponsor is asked.

    `host` is the partner whose neighbourhood they teach in; `sponsor` a name and address, else their school's head.
    """
    random = network.random
    slug = host or (partner.slug if partner else "peakside")
    school = random.choice(network.near[slug])
    place = next(place for place in PLACES if place.slug == slug)
    with on(day, random.randint(7, 21), random.randint(0, 59)) as now:
        typed = {"partner": partner.slug if partner else "", "code": ""}
        once = f"{name}-{offering.pk}-{day}"
        draft = start_application(offering=offering, once=once, opened_at=now, typed=typed, ok=True, now=now)
        filled = _filled(random, offering, partner, name, school, place.code, email)
        if sponsor:
            filled = replace(filled, sponsor_name=sponsor[0], sponsor_email=sponsor[1])
        inputs, _ = quote_inputs(filled, offering, on=day)
        made = submit_application(
            draft, filled=filled, version=draft.version, seen_pence=priced(inputs).payable_pence, now=now
        )
        ask_sponsor(made, now=now)
        return made


def answers_of(
    network: Network, offering: Offering, partner: Partner | None, name: str, school: School, email: str
) -> Filled:
    """What somebody of a school would answer."""
    return _filled(network.random, offering, partner, name, school, "", email)


def _filled(
    random: Random, offering: Offering, partner: Partner | None, name: str, school: School, code: str, email: str
) -> Filled:
    """Answers as they come in: most by code, scholarships where they are likely, a few with something to arrange."""
    chance = random.random
    asks = 0.7 if partner and partner.slug in PRIORITY else 0.06
    funding = (
        "scholarship" if chance() < asks else "trust" if chance() < 0.15 else "self" if chance() < 0.05 else "school"
    )
    payer = funding if funding in ("trust", "self") else "school"
    needed = random.choice(NEEDS) if chance() < 0.08 else ""
    further = Random(f"{name} {offering.pk}")  # noqa: S311  people of a demo
    mentor = further.choice(MENTORS) if further.random() < 0.7 else ""
    dietary = random.choice(DIETS) if chance() < 0.2 else ""
    typed_code = code if partner and chance() < 0.6 else ""
    return Filled(
        offering_id=offering.pk,
        partner_id=partner.pk if partner else None,
        code_typed=typed_code,
        code_source="partner" if typed_code else "",
        name=name,
        email=email or address_of(name, f"school{school.urn}"),
        phone=f"+447700900{random.randint(0, 999):03}",
        born_on=date(random.randint(1972, 1994), random.randint(1, 12), random.randint(1, 28)),
        trn=f"{random.randint(0, 19):02}{random.randint(10_000, 99_999)}" if chance() < 0.9 else "",
        before="no",
        school_id=school.pk,
        job_title=random.choice(JOBS),
        leading_years=further.randint(1, 14),
        **(ready_for_headship(further) if offering.qualification.needs_gateway else {}),
        sponsor_name=HEADS[school.pk % len(HEADS)],
        sponsor_email=f"head@school{school.urn}.example",
        needed=needed,
        dietary=dietary,
        consents=CONSENT if needed or dietary else "",
        may_offer_local=chance() < 0.8,
        may_offer_distance=chance() < 0.4,
        travel_km=random.choice((15, 20, 25, 40, 60)),
        funding=funding,
        payer=payer,
        billing_name=name if payer == "self" else school.name,
        billing_email=address_of(name, f"school{school.urn}")
        if payer == "self"
        else f"finance@school{school.urn}.example",
        billing_address=f"{school.street}, {school.town}",
        billing_postcode=school.postcode,
        mentor_name=mentor,
        mentor_email=address_of(mentor, f"school{school.urn}") if mentor else "",
        heard=further.choice(list(Heard.values())),
        equality={
            question.key: further.choice(question.answers)[0] for question in QUESTIONS if further.random() < 0.8
        },
        purchase_order=f"PO-{random.randint(1000, 9999)}" if payer != "self" and chance() < 0.5 else "",
    )


def ready_for_headship(random: Random) -> dict[str, Any]:
    """The gateway of somebody who is: ratings of two to four, the two highest areas with what came of them."""
    ratings = {key: random.choice((2, 3, 3, 4)) for key in GATEWAY_AREAS}
    strongest = sorted(ratings, key=lambda key: -ratings[key])[:2]
    evidence = [{"area": key, "words": random.choice(EVIDENCE)} for key in strongest]
    return {"gateway_ratings": ratings, "gateway_evidence": evidence}


def days_to_apply(random: Random, season: Season, number: int, until: date) -> Iterator[date]:
    """`number` days of the registration, more of them towards its end, none after `until`."""
    last = min(season.closes_on, until)
    length = (season.closes_on - season.opens_on).days
    found = 0
    while found < number:
        day = season.opens_on + timedelta(days=round(length * (1 - random.betavariate(1.1, 2.2))))
        if day <= last:
            found += 1
            yield day


def accepted(network: Network, application: Application, *, today: date) -> Application:
    """The officer accepts within a few working days, today at the latest."""
    assert application.submitted_at
    day = add_working_days(application.submitted_at.date(), network.random.randint(1, 3))
    sponsored(network, application, day=min(day, today))
    with on(min(day, today), 9, network.random.randint(0, 50)) as now:
        return accept_application(
            application,
            reason="Eligible, and confirmed by the school.",
            despite="The school confirmed by telephone; the rest follows before the invoice.",
            by=network.officer,
            now=max(now, application.submitted_at),
        )


def sponsored(network: Network, application: Application, *, day: date) -> None:
    """Their sponsor has confirmed by the morning of `day`, with ratings before a gateway."""
    assert application.submitted_at
    with on(day, 7, 40) as now:
        rated = application.offering.qualification.needs_gateway
        rules = SponsorRules.objects.on(day)[0] if rated else None
        ratings = {one["key"]: network.random.choice((2, 3, 3, 4, 4)) for one in rules.behaviours} if rules else {}
        confirm_sponsorship(
            application.sponsorships.current().get(),
            seen="waiting",
            ratings=ratings,
            role="Headteacher" if rated else "",
            now=max(now, application.submitted_at),
        )


def not_sponsored(network: Network, application: Application, *, today: date) -> None:
    """Their sponsor declined yesterday."""
    with on(today - timedelta(days=1), 8, 20) as now:
        decline_sponsorship(
            application.sponsorships.current().get(),
            seen="waiting",
            reason="time",
            words="Two of our deputies are out this term already. I would gladly sponsor her next year.",
            now=now,
        )


def declined(network: Network, application: Application, *, today: date) -> None:
    with on(today - timedelta(days=1), 11) as now:
        decline_application(
            application,
            reason="This qualification is for people who lead across a school. NPQML fits your role today.",
            code=Reason.objects.get(kind=ReasonKind.DECLINE, code="role_does_not_fit"),
            by=network.officer,
            now=now,
        )


def looked_after(network: Network, application: Application, *, today: date) -> None:
    """The officer has taken it, and not decided yet."""
    with on(today - timedelta(days=1), 10) as now:
        assign_application(application, officer=network.officer, by=network.officer, now=now)


def withdrew(network: Network, application: Application, *, today: date) -> None:
    with on(today - timedelta(days=1), 12) as now:
        code = Reason.objects.get(kind=ReasonKind.WITHDRAW, code="new_job")
        withdraw_application(application, code=code, reason="From Easter", by=System(application.name), now=now)


def starts_later(network: Network, application: Application, *, today: date, granted: bool) -> None:
    """Somebody asked for the next intake, which is not planned yet; granted, they wait for it."""
    reason = Reason.objects.get(kind=ReasonKind.DEFER, code="parental_leave")
    with on(today - timedelta(days=2), 20) as now:
        ask_to_defer(application, reason=reason, wanted=None, by=System(application.name), now=now)
    if granted:
        with on(today - timedelta(days=1), 14) as now:
            grant_deferral(application, reason=reason, wanted=None, by=network.officer, now=now)


def same_person(network: Network, first: Application, second: Application, *, today: date, merged: bool) -> None:
    """Two applications of one person: noted, and perhaps merged."""
    Application.objects.filter(pk=second.pk).update(name=first.name, born_on=first.born_on)
    second.refresh_from_db()
    with on(today - timedelta(days=1), 15, 30) as now:
        pairs = flag_duplicates(second, now=now)
        if merged:
            why = "Telephoned: she applied at home, and again at school."
            merge_applications(pairs[0], kept=first, reason=why, by=network.officer, now=now)


def asked(network: Network, application: Application, *, today: date) -> None:
    with on(today - timedelta(days=1), 15) as now:
        ask_for_more(application, question="Which team do you lead, and since when?", by=network.officer, now=now)


def drafts(network: Network, offering: Offering, partner: Partner, name: str, day: date) -> None:
    """Somebody begins and stops after giving their name."""
    with on(day, 19, network.random.randint(0, 59)) as now:
        typed = {"partner": partner.slug, "code": ""}
        draft = start_application(
            offering=offering,
            once=f"draft-{name}-{offering.pk}",
            opened_at=now,
            typed=typed,
            ok=True,
            now=now,
            partner=partner,
        )
        email = address_of(name, "applicants")
        save_step(draft, slug="name", typed={"name": name, "email": email}, ok=True, now=now, name=name, email=email)
