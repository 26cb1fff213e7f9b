"""The whole network, in the order in which it would have happened."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from django.db import transaction

from cadre.applications.models import Application
from cadre.demo.network import candidates, memoranda, parties, running, scholarships
from cadre.demo.network.answers import answer
from cadre.demo.network.associates import apply
from cadre.demo.network.base import DEMO, Network, build
from cadre.demo.network.calendar import Season, on, seasons
from cadre.demo.network.distance import at_a_distance
from cadre.demo.network.holidays import keep_holidays
from cadre.demo.network.names import people
from cadre.demo.network.payments import pay
from cadre.demo.network.plans import ask_about_one, plan_what_is_short
from cadre.demo.network.staffing import look_for_cover, suggest_staffing
from cadre.demo.network.training import end_accreditations, train
from cadre.demo.network.work import work_through
from cadre.groups.actions import enrol, open_group
from cadre.groups.models import Group
from cadre.groups.states import JoinedBy
from cadre.lib.dates import add_working_days, is_working_day
from cadre.people.actions import person_for
from cadre.programmes.actions import open_intake
from cadre.programmes.models import Offering, Qualification

SEED = 12
FINISHED = {
    "NPQML": {"peakside": 15, "trent-reach": 18, "fosse-way": 14, "calder-heights": 13, "wensum": 12},
    "NPQSL": {"peakside": 14, "trent-reach": 19, "welland": 12, "humber-gate": 16, "exe-valley": 13},
    "NPQH": {"trent-reach": 13, "fosse-way": 12, "severn-meadow": 12},
    "NPQEL": {"st-werburgh": 12},
}
RUNNING = {
    "NPQML": {
        "peakside": 17,
        "trent-reach": 21,
        "fosse-way": 15,
        "maun-valley": 13,
        "calder-heights": 16,
        "wensum": 12,
        "welland": 14,
        "exe-valley": 12,
        "fenedge": 12,
    },
    "NPQSL": {
        "peakside": 14,
        "trent-reach": 24,
        "st-werburgh": 15,
        "welland": 13,
        "humber-gate": 18,
        "exe-valley": 12,
        "fosse-way": 19,
        "severn-meadow": 13,
        "calder-heights": 14,
    },
    "NPQH": {"trent-reach": 14, "fosse-way": 13, "severn-meadow": 12, "humber-gate": 13},
    "NPQEL": {"st-werburgh": 12},
}
OPEN = {
    "NPQML": {"peakside": 14, "trent-reach": 22, "fosse-way": 16, "calder-heights": 15, "wensum": 11, "exe-valley": 7},
    "NPQSL": {
        "fosse-way": 23,
        "trent-reach": 17,
        "st-werburgh": 15,
        "welland": 13,
        "humber-gate": 12,
        "maun-valley": 11,
        "peakside": 9,
        "severn-meadow": 8,
        "fenedge": 6,
    },
    "NPQH": {"trent-reach": 12, "fosse-way": 13, "humber-gate": 9, "peakside": 4},
    "NPQEL": {"st-werburgh": 13},
}
UNPLACED = {"NPQSL": 12, "NPQML": 6, "NPQH": 3, "NPQEL": 1}
WAITING = {"NPQSL": 9, "NPQML": 8, "NPQH": 4, "NPQEL": 1}
UNFINISHED = {"NPQSL": 7, "NPQML": 6, "NPQH": 3}
HEAD_OF_TEN, TEN = ("Margaret Tolley", "margaret.tolley@heads.example"), 10
HEADS_OWN = (0, 3, 5, 6)
ANSWERED = 0.75
LATEST_EVALUATED = 24


def load(today: date, tell: Callable[[str], None]) -> None:
    """Load everything. `tell` is given a line at each step."""
    random = Random(SEED)  # noqa: S311  the same people each time
    names = people(random)
    calendar = seasons(today)
    with transaction.atomic():
        network = build(today, random, names)
        _name_qualifications(network)
        keep_holidays(today, network.officer)
        memoranda.on_paper(network)
    tell(f"{len(network.partners)} partners, {sum(map(len, network.near.values()))} schools, 60 facilitators")
    for season, sizes in ((calendar.finished, FINISHED), (calendar.running, RUNNING)):
        offerings = _open(network, season)
        groups = _recruit(network, season, offerings, sizes, names)
        tell(f"{season.name}: {len(groups)} groups, {sum(sum(s.values()) for s in sizes.values())} candidates")
        _deliver(network, season, groups, tell)
        with transaction.atomic():
            scholarships.confirmed(network, season, refused=int(season == calendar.running))
    offerings = _open(network, calendar.open)
    _recruit(network, calendar.open, offerings, OPEN, names)
    _on_their_way(network, calendar.open, offerings, names)
    _half_ready(network, calendar.open)
    with transaction.atomic():
        scholarships.begun(network, calendar.open)
        work_through()
    with transaction.atomic():
        parties.book(network, calendar.open, offerings, names)
        parties.queue(network, offerings["NPQSL"], names)
        work_through()
    with transaction.atomic():
        far = at_a_distance(network, calendar.running, names, answered=ANSWERED)
        work_through()
    tell(f"{calendar.running.name}: {far.ref} at a distance")
    planned = plan_what_is_short(network, offerings)
    tell(f"{planned} formation plans worked out for groups that are short")
    with transaction.atomic():
        asked = ask_about_one(network, offerings)
        apply(network, names)
        train(network, names)
        end_accreditations(network)
        work_through()
    tell(f"{asked or 'nobody'}: partners are asked about a plan")
    with transaction.atomic():
        paid = pay(network)
    tell(f"{paid or 'nothing'}: hosting paid")
    with transaction.atomic():
        suggested = suggest_staffing(network, next(iter(offerings.values())).intake)
        look_for_cover(network)
        work_through()
    tell(f"{suggested or 'nothing'}: suggested staffing, two invitations open")
    tell(f"{calendar.open.name}: registration open until {calendar.open.closes_on:%d %B}")


def _name_qualifications(network: Network) -> None:
    """Each partner's memorandum names what it has run or is recruiting for."""
    for qualification in Qualification.objects.all():
        for slug in {slug for sizes in (FINISHED, RUNNING, OPEN) for slug in sizes[qualification.code]}:
            network.partners[slug].qualifications.add(qualification)


def _open(network: Network, season: Season) -> dict[str, Offering]:
    with on(season.opens_on, 8):
        intake = open_intake(
            name=season.name,
            slug=season.slug,
            opens_on=season.opens_on,
            closes_on=season.closes_on,
            starts_on=season.starts_on,
            qualifications=Qualification.objects.all(),
            opens_reason="Nothing began in between",
            by=network.officer,
            today=season.opens_on,
        )
    return {offering.qualification.code: offering for offering in intake.offerings.select_related("qualification")}


def _recruit(
    network: Network,
    season: Season,
    offerings: dict[str, Offering],
    sizes: dict[str, dict[str, int]],
    names: Iterator[str],
) -> list[Group]:
    """Open each group, and let its people apply, be accepted and be enrolled."""
    groups = []
    for code, partners in sizes.items():
        for slug, number in partners.items():
            with transaction.atomic():
                groups.append(_group(network, season, offerings[code], slug, number, names))
    return groups


def _group(network: Network, season: Season, offering: Offering, slug: str, number: int, names: Iterator[str]) -> Group:
    partner, today = network.partners[slug], network.today
    with on(season.opens_on, 9) as now:
        group = open_group(offering, partner, by=network.officer, now=now)
    days = sorted(candidates.days_to_apply(network.random, season, number, today - timedelta(days=1)))
    for position, day in enumerate(days):
        named = (
            position == 0
            and (slug, offering.qualification.code) == ("peakside", "NPQML")
            and _is_running(network, season)
        )
        name = "Amina Yusuf" if named else next(names)
        email = "amina.yusuf@candidates.example" if named else ""
        application = candidates.applies(network, offering, partner, name, day, email=email)
        application = candidates.accepted(network, application, today=min(today, season.starts_on))
        assert application.decided_at is not None
        how = JoinedBy.CODE if application.code_id else JoinedBy.PREFERENCE
        with on(min(add_working_days(application.decided_at.date(), 1), today), 9, 55) as now:
            enrol(application, group, how=how, by=network.officer, now=max(now, application.decided_at))
    return group


def _is_running(network: Network, season: Season) -> bool:
    return season == seasons(network.today).running


def _deliver(network: Network, season: Season, groups: list[Group], tell: Callable[[str], None]) -> None:
    """Dates, facilitators, confirmation; then every day that is over, with its register and answers."""
    tomorrow = add_working_days(network.today, 1)
    closed = season.closes_on
    for number, group in enumerate(groups):
        with transaction.atomic():
            is_peakside = group.partner.slug == "peakside" and group.offering.qualification.code == "NPQML"
            in_the_week = _is_running(network, season) and is_peakside
            running.pick_dates(
                network, group, closed - timedelta(days=20), fixed={2: tomorrow} if in_the_week else None
            )
            named = network.facilitators["peakside"][:2] if is_peakside else None
            running.staff(network, group, closed - timedelta(days=10), two=number % 3 != 2, named=named)
            running.confirm(network, group, add_working_days(closed, 3))
    tell(f"{season.name}: dates picked, groups staffed and confirmed")
    events = list(running.past_events(season, network.today))
    for number, event in enumerate(events):
        with transaction.atomic():
            running.hold(network, event)
            if number >= len(events) - LATEST_EVALUATED:
                answer(event, network.random, share=ANSWERED)
    with transaction.atomic():
        work_through()
    tell(f"{season.name}: {len(events)} days held")


def _on_their_way(network: Network, season: Season, offerings: dict[str, Offering], names: Iterator[str]) -> None:
    """Accepted without a place, waiting for a decision, asked, declined, and unfinished."""
    today, slugs = network.today, list(network.partners)
    yesterday = today - timedelta(days=1)
    head_has = 0
    with transaction.atomic():
        for code, offering in offerings.items():
            for number in range(UNPLACED.get(code, 0)):
                host = slugs[number % len(slugs)]
                partner = network.partners[host] if number % 3 else None
                application = candidates.applies(network, offering, partner, next(names), _recent(network), host=host)
                candidates.accepted(network, application, today=today)
            for number in range(WAITING.get(code, 0)):
                partner = network.partners[slugs[(number * 5) % len(slugs)]]
                by = HEAD_OF_TEN if number in HEADS_OWN and head_has < TEN else None
                head_has += by is not None
                application = candidates.applies(network, offering, partner, next(names), _recent(network), sponsor=by)
                if number == 1:
                    candidates.asked(network, application, today=today)
                elif number == 2:
                    candidates.declined(network, application, today=today)
                elif number in (3, 4):
                    candidates.sponsored(network, application, day=yesterday)
                elif number == 5:
                    candidates.not_sponsored(network, application, today=today)
            for number in range(UNFINISHED.get(code, 0)):
                candidates.drafts(
                    network, offering, network.partners[slugs[number % len(slugs)]], next(names), _recent(network)
                )
        _tom_reed(network, offerings["NPQSL"], yesterday)
        _crossed(network, offerings["NPQSL"], next(names))
        _further_states(network, offerings["NPQML"], names)


def _further_states(network: Network, offering: Offering, names: Iterator[str]) -> None:
    """With an officer, withdrawn, a later start asked for and granted, possible duplicates, and two made one."""
    partner, today = network.partners["fosse-way"], network.today
    made = [candidates.applies(network, offering, partner, next(names), _recent(network)) for _ in range(8)]
    candidates.looked_after(network, made[0], today=today)
    candidates.withdrew(network, made[1], today=today)
    candidates.starts_later(network, made[2], today=today, granted=False)
    accepted = candidates.accepted(network, made[3], today=today - timedelta(days=1))
    candidates.starts_later(network, accepted, today=today, granted=True)
    candidates.same_person(network, made[4], made[5], today=today, merged=False)
    candidates.same_person(network, made[6], made[7], today=today, merged=True)


def _recent(network: Network) -> date:
    day = network.today - timedelta(days=network.random.randint(2, 9))
    return day if is_working_day(day) else day - timedelta(days=2)


def _tom_reed(network: Network, offering: Offering, day: date) -> None:
    """The named applicant: submitted yesterday, with an account to look at it."""
    email = "tom.reed@applicants.example"
    application = candidates.applies(network, offering, network.partners["peakside"], "Tom Reed", day, email=email)
    Application.objects.filter(pk=application.pk).update(applicant=person_for(email=email, name="Tom Reed", by=DEMO))


def _crossed(network: Network, offering: Offering, name: str) -> None:
    """Somebody chose one partner and gave another one's code."""
    application = candidates.applies(
        network, offering, network.partners["trent-reach"], name, _recent(network), host="peakside"
    )
    if application.code_id is None:
        code = network.partners["peakside"].codes.all()[0]
        Application.objects.filter(pk=application.pk).update(code=code, code_typed=code.shown)


def _half_ready(network: Network, season: Season) -> None:
    """Open groups: some have their first date and facilitators, so that there is something to confirm and to pick."""
    groups = Group.objects.filter(offering__intake__slug=season.slug).select_related(
        "partner", "offering__qualification"
    )
    recently = network.today - timedelta(days=3)
    with transaction.atomic():
        for number, group in enumerate(groups.order_by("pk")):
            if group.partner.slug == "fosse-way":
                running.pick_dates(network, group, recently)
                running.staff(network, group, recently, two=True)
            elif number % 2 == 0:
                running.pick_dates(network, group, recently, all_of_them=False)
            elif number % 4 == 1:
                running.hold_a_day(network, group)
