"""Associate applications: one that waits with a reference, one just sent, one nominated and not begun."""

from collections.abc import Iterator
from datetime import timedelta

from cadre.demo.network.base import Network
from cadre.demo.network.calendar import on
from cadre.demo.network.names import address_of
from cadre.facilitators import actions
from cadre.facilitators.models import AssociateApplication
from cadre.facilitators.states import CheckKind, Support
from cadre.programmes.models import Qualification

SAID = {
    "role": "Deputy head",
    "years_leading": 7,
    "experience": "I have coached new heads of department for five years, and run the staff training of our trust.",
    "subjects": "Curriculum, coaching",
}


def apply(network: Network, names: Iterator[str]) -> None:
    """In the order in which it would have happened."""
    partner = network.partners["fosse-way"]
    with on(network.today - timedelta(days=12), 10) as now:
        first = _sent(network, next(names), "fosse-way", now)
        referee = first.referees.all()[0]
        words = "One of the best trainers of adults I have worked with: calm, exact and kind."
        actions.answer_reference(referee, known="I am her head, since 2019", support=Support.YES, words=words, now=now)
        kind = CheckKind.SAFEGUARDING
        actions.tick_check(first, kind, done=True, by=network.officer, today=network.today - timedelta(days=11))
    with on(network.today - timedelta(days=2), 11) as now:
        _sent(network, next(names), "wensum", now)
        name = next(names)
        actions.nominate(
            name=name,
            email=address_of(name, "schools"),
            words="She leads our network of middle leaders, and they ask for her.",
            partner=partner,
            once="nominated for the demo",
            by=network.leads["fosse-way"],
            now=now,
        )


def _sent(network: Network, name: str, slug: str, now) -> AssociateApplication:
    school = network.near[slug][3]
    row = actions.start_associate(name=name, email=address_of(name, "schools"), once=f"demo {name}", now=now)
    referees = {"referee1": ("Helen Marsh", "Head"), "referee2": ("Peter Nolan", "Chair of governors")}
    people = {
        f"{key}_{part}": value
        for key, (who, role) in referees.items()
        for part, value in (("name", who), ("email", address_of(who, f"{slug}schools")), ("role", role))
    }
    where = {
        "phone": f"+44163296{school.urn[-4:]}",
        "employer": school.name,
        "urn": school.urn,
        "region": network.partners[slug].region,
    }
    said = {**SAID, **people, **where, "qualifications": Qualification.objects.filter(code__in=("NPQML", "NPQSL"))}
    actions.submit_associate(row, said=said, now=now)
    return row
