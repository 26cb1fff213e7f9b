"""What a partner is asked, who of its people waits for whom, and what it can do, what matters most first."""

from dataclasses import dataclass

from cadre.applications.models import Application
from cadre.bookings.queries.pictures import moment
from cadre.consent.models import Agreement, AgreementQuerySet, AlternateOffer
from cadre.consent.states import LIVE_ROUNDS, AgreementState, OfferState
from cadre.lib.dates import long_day
from cadre.lib.words import counted


@dataclass(frozen=True)
class Own:
    """One person of the partner's: what is proposed to them, and whom they wait for."""

    name: str
    course: str
    proposed: str
    waits_for: str


def for_page(rows: AgreementQuerySet) -> AgreementQuerySet:
    return rows.select_related(
        "partner", "round__policy", "round__offering__intake", "round__offering__qualification"
    ).order_by("-asked_at", "partner__name")


def to_answer(rows: AgreementQuerySet) -> AgreementQuerySet:
    """Open ones of rounds that go on, the first due first."""
    return for_page(rows.open().filter(round__state__in=LIVE_ROUNDS)).order_by("due_at", "pk")


def live(rows: AgreementQuerySet) -> AgreementQuerySet:
    """Those of rounds that go on, in the order of `rows`."""
    return rows.filter(round__state__in=LIVE_ROUNDS)


def own_people(agreement: Agreement) -> list[Own]:
    """Own people whom the proposal concerns, by name. Three queries."""
    going = dict(agreement.proposal["going"])
    refs = [*going, *agreement.proposal["left"]]
    offers = {
        offer.application_id: offer
        for offer in AlternateOffer.objects.filter(round=agreement.round_id, application__ref__in=refs).order_by("pk")
    }
    open_elsewhere = Agreement.objects.open().filter(round=agreement.round_id).exclude(partner=agreement.partner_id)
    others_wait = open_elsewhere.exists()
    course = f"{agreement.round.offering.qualification}, {agreement.round.offering.intake}"
    people = Application.objects.filter(ref__in=refs).order_by("name", "pk")
    return [
        Own(
            person.name,
            course,
            _proposed(going.get(person.ref), person.ref in going),
            _waits(agreement, offers.get(person.pk), others_wait),
        )
        for person in people
    ]


def _proposed(km: float | None, elsewhere: bool) -> str:
    if not elsewhere:
        return "Distance learning, the next intake, or withdrawal without charge"
    return f"Another group, {km:.0f} km from their school" if km is not None else "Another group"


def _waits(agreement: Agreement, offer: AlternateOffer | None, others_wait: bool) -> str:
    if not agreement.round.is_live:
        return "Nobody: this has ended"
    if offer and offer.state == OfferState.OPEN:
        return f"Their own answer, until {moment(offer.expires_at)}"
    if offer and offer.state == OfferState.ACCEPTED:
        return "Us: all is carried out together"
    if offer:
        return f"Nobody: {offer.get_state_display().lower()}"
    if agreement.state == AgreementState.OPEN:
        return "Your answer"
    return "Another partner’s answer" if others_wait else "Us"


@dataclass(frozen=True)
class Step:
    """Something a partner can do, and how many people it moves."""

    agreement: Agreement
    people: int

    @property
    def words(self) -> str:
        number = counted(self.people, "person waits", "people wait")
        return f"{number} for it. Until {moment(self.agreement.due_at)}."


def steps(agreements: list[Agreement]) -> list[Step]:
    """Open ones, by how many people wait for the answer, then by how little time is left."""
    found = [
        Step(one, len(one.proposal["going"]) + len(one.proposal["left"]) + len(one.proposal["coming"]))
        for one in agreements
        if one.is_open and one.round.is_live
    ]
    return sorted(found, key=lambda step: (-step.people, step.agreement.due_at))


def silence_words(agreement: Agreement) -> str:
    """What no answer means, by the terms of the round."""
    means = "you agree" if agreement.round.policy.silence == "agreed" else "you decline"
    since = long_day(agreement.round.policy.from_on)
    return f"No answer by then means that {means}. These terms hold since {since}."
