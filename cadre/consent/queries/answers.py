"""What was answered in a round, in the form that a plan is made by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cadre.consent.models import Agreement, AlternateOffer, Round
from cadre.consent.rules.offering import Earlier, refused_by
from cadre.consent.rules.terms import Terms, terms_after
from cadre.consent.states import AgreementState, OfferState, Option
from cadre.formation.queries.facts import instance_for
from cadre.formation.rules.answering import Answers
from cadre.formation.rules.drawing import Settings
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


def answers_of(seen: Standing, held: list[AlternateOffer], *, today: date) -> Answers:
    """As formation reads them. `held`: live offers whose place is settled for now.

    Whom a partner takes is chosen among everybody who could come, so the facts are drawn once more where one limits it.
    """
    answers = Answers(
        refused={seen.refs[key]: found for key, earlier in seen.earlier.items() if (found := refused_by(earlier))},
        stay=sorted(seen.slugs[key] for key, terms in seen.terms.items() if terms.may_go is False),
        closed=sorted(seen.slugs[key] for key, terms in seen.terms.items() if not terms.runs),
        keep=seen.keep(),
        held={offer.application.ref: offer.group.ref if offer.group else "" for offer in held if offer.place},
    )
    limits = {seen.slugs[key]: terms.takes for key, terms in sorted(seen.terms.items()) if terms.takes is not None}
    if not limits:
        return answers
    row = seen.round
    drawn = instance_for(row.offering, as_of=today, settings=Settings(**row.plan.terms), answers=answers)
    hosts = dict(Group.objects.filter(offering=row.offering_id).values_list("ref", "partner__slug"))
    people = _Coming(drawn["instance"], row.plan.result["seats"], hosts)
    return replace(answers, takes={host: people.first(most, host, held) for host, most in limits.items()})


class _Coming:
    """Who could sit with a partner they did not name. `hosts`: the partner of each place that is one group."""

    def __init__(self, instance: Mapping[str, Any], seats: Mapping[str, str | None], hosts: Mapping[str, str]) -> None:
        self.instance, self.seats, self.hosts = instance, seats, hosts

    def first(self, most: int, host: str, held: list[AlternateOffer]) -> list[str]:
        """The first `most`: those who have its seat, then those proposed there, then whoever sits at no place they
        chose, each in the order of application."""
        settled = [one.application.ref for one in held if one.place and one.partner and one.partner.slug == host]
        taken = {one.application.ref for one in held}
        ranked = sorted(row for row in self._ranked(host) if row[2] not in taken)
        others = [who for *_, who in ranked[: max(most - len(settled), 0)]]
        return sorted([*settled, *others])

    def _ranked(self, host: str) -> Iterator[tuple[int, int, str]]:
        """(rank, place in the order of application, reference)."""
        for at, one in enumerate(self.instance["applicants"]):
            if self._of(one["preferred"]) == host or all(self._of(o["partner"]) != host for o in one["options"]):
                continue
            there = self.seats.get(one["id"])
            if self._of(there) == host:
                yield 0, at, one["id"]
            else:
                yield 1 if there is None else 2 if there != one["preferred"] else 3, at, one["id"]

    def _of(self, place: str | None) -> str | None:
        return self.hosts.get(place, place) if place else None
