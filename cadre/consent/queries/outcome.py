"""What became of a partner's groups and people, once a round was carried out."""

from cadre.consent.models import Agreement, AlternateOffer
from cadre.consent.states import OfferState, Option
from cadre.groups.models import Group
from cadre.groups.states import NOT_RUNNING, EnrolmentState
from cadre.lib.words import counted


def outcome_lines(agreement: Agreement) -> list[str]:
    """Each group of the partner with its people, then its own people who go elsewhere. Two queries."""
    groups = Group.objects.filter(offering=agreement.round.offering_id, partner=agreement.partner_id)
    found = [_group(group) for group in groups.with_people().order_by("ref")]
    theirs = AlternateOffer.objects.filter(round=agreement.round_id, state=OfferState.ACCEPTED)
    taken = [
        offer.answer
        for offer in theirs.select_related("application__code")
        if _chosen(offer) == agreement.partner_id and offer.partner_id != agreement.partner_id
    ]
    return found + [
        f"{counted(number, 'person', 'people')} who chose you {words}."
        for option, words in _WENT.items()
        if (number := taken.count(option))
    ]


_WENT = {
    Option.LOCAL: "joined another group, as they agreed",
    Option.DISTANCE: "take part at a distance",
    Option.NEXT: "start in the next intake",
    Option.WITHDRAWAL: "withdrew",
}


def _chosen(offer: AlternateOffer) -> int | None:
    person = offer.application
    return person.preferred_partner_id or (person.code.partner_id if person.code else None)


def _group(group: Group) -> str:
    people: int = group.people  # type: ignore[attr-defined]
    if group.state in NOT_RUNNING:
        return f"Group {group.ref} does not run."
    return f"Group {group.ref} has {counted(people, 'person', 'people')}."


def seated(round_id: int) -> list[AlternateOffer]:
    """Whoever accepted a seat or distance learning and has it, by the order of their offers. One query."""
    offers = AlternateOffer.objects.filter(
        round=round_id,
        state=OfferState.ACCEPTED,
        answer__in=[Option.LOCAL, Option.DISTANCE],
        application__enrolment__state=EnrolmentState.ENROLLED,
    )
    parts = ("application__enrolment__group__partner", "round__offering__intake", "round__offering__qualification")
    return list(offers.select_related("partner", *parts).order_by("pk"))
