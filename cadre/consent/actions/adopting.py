"""What follows from a plan that a round goes on with. The caller holds the offering, its groups and the round."""

from datetime import datetime, timedelta

from cadre.consent import emails
from cadre.consent.actions.links import LINK_DAYS
from cadre.consent.actions.offers import end_offer
from cadre.consent.actions.partners import THE_ROUND
from cadre.consent.models import Agreement, AlternateOffer, OfferLink, Round
from cadre.consent.queries.answers import Standing
from cadre.consent.queries.proposing import ForPartner, asked_by, own_partner
from cadre.consent.rules.offering import Earlier, options_for
from cadre.consent.rules.terms import covers
from cadre.consent.states import (
    AGREEMENT_ASKED,
    AGREEMENT_WORKFLOW,
    CANDIDATES_ASKED,
    OFFER_MADE,
    ROUND_PLANNED,
    ROUND_SETTLED,
    ROUND_WORKFLOW,
    OfferState,
    Option,
    RoundState,
)
from cadre.formation.models import Plan, PlannedSeat
from cadre.journal import actions as journal
from cadre.lib.refs import new_token, reference, token_hash
from cadre.lib.words import counted
from cadre.messages.actions import post_all
from cadre.partners.models import Partner
from cadre.programmes.models import Offering
from cadre.programmes.states import Pathway

NOT_NEEDED = "The plan has changed, and this place is not needed any more"


class Adoption:
    """One adoption of one plan."""

    def __init__(self, row: Round, plan: Plan, seen: Standing, *, now: datetime) -> None:
        self.round, self.plan, self.seen, self.now = row, plan, seen, now
        row.keep = seen.keep()
        self.asked = asked_by(plan, keep=frozenset(row.keep))
        self.seats = {seat.application_id: seat for seat in plan.seats.select_related("partner", "group")}

    def act(self) -> None:
        """All of it, and the state the round is in then."""
        self._end_offers()
        agreements = self._ask_partners()
        row = self.round
        if row.state == RoundState.PARTNERS and row.sends_alone and not self.seen.open:
            self._move("ask_candidates")
            journal.record(CANDIDATES_ASKED, row, by=THE_ROUND)
        offers = self._make_offers() if row.state != RoundState.PARTNERS else []
        self._settle()
        row.save(update_fields=["plan", "solved", "stuck", "keep", "state"])
        if agreements or offers:
            said = {
                "offers": counted(len(offers), "person offered", "people offered"),
                "agreements": counted(len(agreements), "partner asked", "partners asked"),
            }
            journal.record(ROUND_PLANNED, row, by=THE_ROUND, plan=self.plan.ref, **said)

    def _move(self, verb: str) -> None:
        self.round.state = ROUND_WORKFLOW.after(verb, self.round.state)

    def _settle(self) -> None:
        waits = bool(self.seen.open) or self.round.offers.filter(state=OfferState.OPEN).exists()
        if self.round.state == RoundState.CANDIDATES and not waits:
            self._move("settle")
            journal.record(ROUND_SETTLED, self.round, by=THE_ROUND)
        elif self.round.state == RoundState.SETTLED and waits:
            self._move("go_on")

    def _end_offers(self) -> None:
        """Open ones whose seat the plan does not have; the others follow their place."""
        for key, offer in sorted(self.seen.live.items()):
            seat = self.seats.get(key)
            if offer.is_open and (seat is None or seat.partner_id != offer.partner_id):
                better = seat is not None and not offer.place
                end_offer(offer, "pass" if better else "take_back", why=NOT_NEEDED, by=THE_ROUND, now=self.now)
                self._forget(key, offer, better=better)
            elif seat and offer.place and (seat.place, seat.group_id) != (offer.place, offer.group_id):
                offer.place, offer.group = seat.place, seat.group
                offer.save(update_fields=["place", "group"])

    def _forget(self, key: int, offer: AlternateOffer, *, better: bool) -> None:
        del self.seen.live[key]
        earlier = [one for one in self.seen.earlier[key] if one.state != OfferState.OPEN]
        if not better:
            host = offer.partner.slug if offer.partner else ""
            earlier.append(Earlier(OfferState.TAKEN_BACK, host, frozenset(offer.options)))
        self.seen.earlier[key] = earlier

    def _ask_partners(self) -> list[Agreement]:
        """Those whom the plan asks more than they allowed; one that is asked and needs not be is let off."""
        made, wanted = [], set()
        for one in self.asked.affected():
            key, covered = one.partner.pk, covers(self.seen.terms.get(one.partner.pk), one.proposed)
            waiting = self.seen.open.get(key)
            if not covered:
                wanted.add(key)
            if waiting and not covered:
                if waiting.proposal != one.as_json():
                    waiting.proposal = one.as_json()
                    waiting.save(update_fields=["proposal"])
            elif not covered:
                made.append(self._ask(one))
        for key, waiting in list(self.seen.open.items()):
            if key not in wanted:
                waiting.state = AGREEMENT_WORKFLOW.after("pass", waiting.state)
                waiting.save(update_fields=["state"])
                del self.seen.open[key]
        return made

    def _ask(self, one: ForPartner) -> Agreement:
        key = one.partner.pk
        agreement = Agreement.objects.create(
            ref=reference("PA"),
            round=self.round,
            partner=one.partner,
            turn=self.seen.turns.get(key, 0) + 1,
            proposal=one.as_json(),
            asked_at=self.now,
            due_at=self.now + timedelta(days=self.round.policy.partner_days),
        )
        self.seen.open[key] = agreement
        journal.record(AGREEMENT_ASKED, agreement, by=THE_ROUND, until=emails.moment(agreement.due_at))
        post_all(emails.agreement_asked(agreement, now=self.now), now=self.now)
        return agreement

    def _may_be_asked(self, *partners: Partner | None) -> bool:
        """Whether every partner concerned has agreed to what the plan does with it."""
        for partner in partners:
            if partner is None:
                continue
            one = self.asked.partners.get(partner.pk)
            if partner.pk in self.seen.open or (one and not covers(self.seen.terms.get(partner.pk), one.proposed)):
                return False
        return True

    def _make_offers(self) -> list[AlternateOffer]:
        upcoming, distance = _next_offering(self.round.offering), _has_distance(self.round.offering)
        made: list[AlternateOffer] = []
        for seat in [*self.asked.elsewhere, *self.asked.nowhere]:
            if self._may_be_asked(seat.partner, own_partner(seat)):
                made += self._offer_for(seat, upcoming, distance=distance)
        AlternateOffer.objects.bulk_create(made, batch_size=500)
        tokens = {offer.pk: new_token() for offer in made}
        until = self.now + timedelta(days=LINK_DAYS)
        OfferLink.objects.bulk_create(
            (OfferLink(offer=offer, token_hash=token_hash(tokens[offer.pk]), expires_at=until) for offer in made),
            batch_size=500,
        )
        said = emails.Days()
        post_all([emails.offer(offer, tokens[offer.pk], days=said) for offer in made], now=self.now)
        for offer in made:
            journal.record(OFFER_MADE, offer, by=THE_ROUND, what=offer.what, until=emails.moment(offer.expires_at))
        return made

    def _offer_for(self, seat: PlannedSeat, upcoming: Offering | None, *, distance: bool) -> list[AlternateOffer]:
        person = seat.application
        options = options_for(
            host=seat.partner.slug if seat.partner else "",
            distance=distance and bool(person.may_offer_distance),
            next_intake=upcoming is not None,
            earlier=self.seen.earlier.get(person.pk, ()),
            stays=bool(seat.now_in and seat.now_in.ref in self.round.keep),
        )
        if not options:
            return []
        made = AlternateOffer(
            ref=reference("AO"),
            round=self.round,
            application=person,
            options=[str(option) for option in options],
            place=seat.place,
            partner=seat.partner,
            group=seat.group,
            km=seat.km,
            next_offering=upcoming if Option.NEXT in options else None,
            made_at=self.now,
            expires_at=self.now + timedelta(hours=self.round.policy.offer_hours),
        )
        return [made]


def _next_offering(offering: Offering) -> Offering | None:
    """The same qualification in the intake after, if it is planned."""
    later = Offering.objects.filter(
        qualification=offering.qualification_id, intake__starts_on__gt=offering.intake.starts_on
    )
    return later.select_related("intake", "qualification").order_by("intake__starts_on").first()


def _has_distance(offering: Offering) -> bool:
    """Whether the qualification is delivered at a distance too, so that nobody is offered what cannot be given."""
    model = offering.qualification.model_for(Pathway.DISTANCE, offering.intake.starts_on)
    return model.exists() or offering.timeline.filter(pathway=Pathway.DISTANCE).exists()
