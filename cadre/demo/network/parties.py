"""Schools that book several places at once, and people who wait for a place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from cadre.applications.actions import submit_application
from cadre.applications.models import Application
from cadre.applications.pricing import quote_inputs
from cadre.applications.rules.pricing import priced
from cadre.bookings.actions import FilledBooking, Wanted, start_booking, start_from_place, submit_booking
from cadre.bookings.models import BookedPlace, Booking
from cadre.bookings.rules.party import Person
from cadre.demo.network import candidates
from cadre.demo.network.base import Network
from cadre.demo.network.calendar import Season, on
from cadre.demo.network.names import address_of
from cadre.demo.network.work import work_through
from cadre.groups.actions import resize_group, withdraw
from cadre.groups.models import Group
from cadre.programmes.models import Offering
from cadre.schools.models import School

WAITING = 5
FULL = "fosse-way"


def book(network: Network, season: Season, offerings: dict[str, Offering], names: Iterator[str]) -> None:
    """A school’s party that is half filled, and a trust’s that was booked yesterday."""
    peak, trent = network.near["peakside"], network.near["trent-reach"]
    half = _booking(
        network,
        season,
        offerings,
        peak[1],
        "Margaret Tolley",
        days_ago=6,
        named={"NPQSL": 4, "NPQML": 2},
        unnamed=1,
        names=names,
    )
    for number, place in enumerate(half.places.exclude(email="").order_by("number")):
        if number < 3:
            _applies(network, place, days_ago=4 - number)
        elif number == 3:
            with on(network.today - timedelta(days=1), 20) as now:
                start_from_place(place, now=now)
    _booking(
        network,
        season,
        offerings,
        trent[0],
        "Desmond Clarke",
        days_ago=1,
        named={"NPQSL": 2},
        unnamed=3,
        names=names,
        payer="trust",
    )


def _booking(
    network: Network,
    season: Season,
    offerings: dict[str, Offering],
    school: School,
    lead: str,
    *,
    days_ago: int,
    named: dict[str, int],
    unnamed: int,
    names: Iterator[str],
    payer: str = "school",
) -> Booking:
    partner = network.partners["peakside" if payer == "school" else "trent-reach"]
    domain = f"school{school.urn}"
    email = address_of(lead, domain)
    trust = school.placements.select_related("trust").get(to_on=None).trust if payer == "trust" else None
    wanted: list[Wanted] = []
    for code, number in named.items():
        people = [next(names) for _ in range(number)]
        persons = [Person(name, address_of(name, domain)) for name in people]
        wanted.append(Wanted(offerings[code], persons, 0 if wanted else unnamed))
    fields = {
        "payer": payer,
        "school": school,
        "trust": trust,
        "preferred_partner": partner,
        "keeps_together": payer == "trust",
        "billing_name": f"Finance office, {trust.name if trust else school.name}",
        "billing_email": f"finance@{domain}.example",
        "billing_address": f"{school.street}\n{school.town}",
        "billing_postcode": school.postcode,
        "purchase_order": f"PO-{network.random.randint(1000, 9999)}",
    }
    with on(network.today - timedelta(days=days_ago), 16, 20) as now:
        booking = start_booking(
            intake=offerings["NPQSL"].intake,
            once=f"party of {lead}",
            opened_at=now,
            typed={},
            lead={"lead_name": lead, "lead_email": email, "lead_role": "School business manager"},
            now=now,
        )
        filled = FilledBooking(fields, wanted)
        return submit_booking(booking, filled=filled, version=booking.version, price="", now=now)


def _applies(network: Network, place: BookedPlace, *, days_ago: int) -> Application:
    """The invited person hands in what is theirs, with the billing of the booking."""
    booking, offering = place.booking, place.offering
    day = network.today - timedelta(days=days_ago)
    with on(day, 19, network.random.randint(0, 59)) as now:
        draft = start_from_place(place, now=now)
        assert booking.school
        own = candidates.answers_of(
            network, offering, booking.preferred_partner, place.name, booking.school, place.email
        )
        filled = replace(
            own,
            code_typed="",
            funding=booking.payer,
            payer=booking.payer,
            billing_name=booking.billing_name,
            billing_email=booking.billing_email,
            billing_address=booking.billing_address,
            billing_postcode=booking.billing_postcode,
            purchase_order=booking.purchase_order,
        )
        inputs, _ = quote_inputs(filled, offering, on=day)
        draft = Application.objects.get(pk=draft.pk)
        seen = priced(inputs).payable_pence
        return submit_application(draft, filled=filled, version=draft.version, seen_pence=seen, now=now)


def queue(network: Network, offering: Offering, names: Iterator[str]) -> None:
    """A group that is full, people who wait for it, and one place that became free and is offered to the first."""
    group = Group.objects.get(offering=offering, partner=network.partners[FULL])
    today: date = network.today
    with on(today - timedelta(days=5), 9) as now:
        resize_group(group, size=group.enrolments.taking_a_place().count(), by=network.officer)
    for number in range(WAITING):
        day = today - timedelta(days=4 - number // 2)
        application = candidates.applies(network, offering, network.partners[FULL], next(names), day)
        Application.objects.filter(pk=application.pk).update(may_offer_local=False, travel_km=None)
        candidates.accepted(network, Application.objects.get(pk=application.pk), today=today)
        with on(today - timedelta(days=1), 10 + number) as now:
            work_through()
    with on(today - timedelta(days=1), 17) as now:
        withdraw(
            group.enrolments.taking_a_place()[0], reason="A new post in another county", by=network.officer, now=now
        )
        work_through()
