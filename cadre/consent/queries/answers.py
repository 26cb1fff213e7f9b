"""What was answered in a round, in the form that a plan is made by."""

from dataclasses import dataclass, field
from typing import Any

from cadre.consent.models import Agreement, AlternateOffer, Round
from cadre.consent.rules.offering import Earlier, refused_by
from cadre.consent.rules.terms import Terms, terms_after
from cadre.consent.states import AgreementState, OfferState, Option
from cadre.formation.models import Plan
from cadre.formation.rules.answering import Answers
from cadre.groups.models import Group
from cadre.groups.states import GroupState


@dataclass
class Standing:
    """Where a round stands. `terms`: by partner's key, what it allows; `open`: its agreement that is not answered;
    `earlier`: by application's key; `live`: offers that are open, or accepted and not carried out."""

    round: Round
    terms: dict[int, Terms] = field(default_factory=dict)
    open: dict[int, Agreement] = field(default_factory=dict)
    turns: dict[int, int] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)
    slugs: dict[int, str] = field(default_factory=dict)
    earlier: dict[int, list[Earlier]] = field(default_factory=dict)
    live: dict[int, AlternateOffer] = field(default_factory=dict)
    refs: dict[int, str] = field(default_factory=dict)

    def keep(self) -> list[str]:
        """Groups that stay open by their partners' answers."""
        rows = Group.objects.filter(offering=self.round.offering_id, partner__in=self.kept, state=GroupState.FORMING)
        return sorted(rows.values_list("ref", flat=True))

    def seated(self, *, also_open: bool = True) -> list[AlternateOffer]:
        """Live offers of a seat that a new plan goes around, and those of distance learning that were accepted."""
        return [
            offer
            for offer in self.live.values()
            if (offer.state == OfferState.ACCEPTED and offer.answer in (Option.LOCAL, Option.DISTANCE))
            or (also_open and offer.is_open and offer.place)
        ]


def standing_of(found: Round) -> Standing:
    """Three queries."""
    seen = Standing(found)
    for agreement in found.agreements.select_related("partner").order_by("turn"):
        key = agreement.partner_id
        seen.slugs[key], seen.turns[key] = agreement.partner.slug, agreement.turn
        if agreement.state == AgreementState.OPEN:
            seen.open[key] = agreement
        elif agreement.state != AgreementState.PAST:
            answer = agreement.answered(found.policy.silence)
            seen.terms[key] = terms_after(seen.terms.get(key), agreement.proposed, answer)
            seen.kept = seen.kept | {key} if seen.terms[key].closes is False else seen.kept - {key}
    for offer in found.offers.select_related("application", "partner", "group").order_by("pk"):
        host = offer.partner.slug if offer.partner else ""
        said = Earlier(offer.state, host, frozenset(offer.options))
        seen.earlier.setdefault(offer.application_id, []).append(said)
        seen.refs[offer.application_id] = offer.application.ref
        if offer.state in (OfferState.OPEN, OfferState.ACCEPTED):
            seen.live[offer.application_id] = offer
    return seen


def answers_of(seen: Standing, held: list[AlternateOffer]) -> Answers:
    """As formation reads them. `held`: live offers whose place is settled for now. One query."""
    refused = {}
    for key, earlier in seen.earlier.items():
        if found := refused_by(earlier):
            refused[seen.refs[key]] = found
    return Answers(
        refused=refused,
        stay=sorted(seen.slugs[key] for key, terms in seen.terms.items() if terms.may_go is False),
        takes={
            seen.slugs[key]: _who_may_come(seen, held, seen.slugs[key], terms.takes)
            for key, terms in sorted(seen.terms.items())
            if terms.takes is not None
        },
        closed=sorted(seen.slugs[key] for key, terms in seen.terms.items() if not terms.runs),
        keep=seen.keep(),
        held={offer.application.ref: offer.group.ref if offer.group else "" for offer in held if offer.place},
    )


def _who_may_come(seen: Standing, held: list[AlternateOffer], host: str, most: int) -> list[str]:
    """The first `most` who may sit with a partner they did not name: those who have its seat, then those proposed
    there, then whoever sits at no place they chose, each in the order of application."""
    settled = [one.application.ref for one in held if one.partner and one.partner.slug == host]
    taken = {one.application.ref for one in held} - set(settled)
    gone = {ref for key, ref in seen.refs.items() if host in refused_by(seen.earlier[key])}
    ranked = sorted(_could_come(seen.round.plan, host), key=lambda row: row[:2])
    others = [who for *_, who in ranked if who not in taken and who not in gone and who not in settled]
    return sorted([*settled, *others[: max(most - len(settled), 0)]])


def _could_come(plan: Plan, host: str) -> list[tuple[int, int, str]]:
    """(rank, place in the order of application, reference)."""
    instance, facts, seats = plan.drawn["instance"], plan.drawn["facts"], plan.result["seats"]
    groups = {place for place in facts["places"] if place == host or _is_of(plan, place, host)}
    found: list[tuple[int, int, str]] = []
    for at, one in enumerate(instance["applicants"]):
        if one["preferred"] in groups or not any(option["partner"] in groups for option in one["options"]):
            continue
        there = seats.get(one["id"])
        rank = 0 if there in groups else 1 if there is None else 2 if there != one["preferred"] else 3
        found.append((rank, at, one["id"]))
    return found


def _is_of(plan: Plan, place: str, host: str) -> bool:
    """Whether a place of the plan is one of the partner's confirmed groups."""
    hosts: Any = getattr(plan, "_hosts", None)
    if hosts is None:
        hosts = dict(plan.places.values_list("place", "partner__slug"))
        plan._hosts = hosts  # type: ignore[attr-defined]
    return bool(hosts.get(place) == host)
