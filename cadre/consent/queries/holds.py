"""Seats that rounds hold of groups, whom they have offered one, and who has agreed to what."""

from collections.abc import Collection, Sequence

from django.db.models import Count

from cadre.applications.models import Application
from cadre.bookings.elsewhere import Elsewhere
from cadre.consent.models import AlternateOffer, Round
from cadre.consent.queries.checking import faults_now
from cadre.consent.states import OfferState, Option, RoundState
from cadre.formation.consents import Given
from cadre.formation.models import Plan
from cadre.groups.claims import Claim
from cadre.groups.models import Group


def held_for_others(groups: Sequence[Group], application: Application | None) -> dict[int, Claim]:
    """One query: by group, how many seats are held for others than the applicant."""
    rows = AlternateOffer.objects.holding().filter(group__in=[group.pk for group in groups])
    if application:
        rows = rows.exclude(application=application.pk)
    counts = rows.order_by().values("group").annotate(n=Count("pk"))
    return {row["group"]: Claim(offered=row["n"]) for row in counts}


def held_of(offerings: Collection[int]) -> Elsewhere:
    """Two queries."""
    live = AlternateOffer.objects.live().filter(round__offering__in=offerings).order_by()
    seats = AlternateOffer.objects.holding().filter(round__offering__in=offerings).order_by()
    counts = {row["group"]: row["n"] for row in seats.values("group").annotate(n=Count("pk"))}
    return Elsewhere(counts, frozenset(live.values_list("application", flat=True)))


def declined_distance(offerings: Collection[int]) -> frozenset[int]:
    """Who was offered distance learning in a round and took none of it, unless they took it later. One query."""
    rows = AlternateOffer.objects.filter(round__offering__in=offerings).order_by("pk")
    found: set[int] = set()
    answered = rows.filter(state__in=(OfferState.DECLINED, OfferState.ACCEPTED))
    for key, state, options, answer in answered.values_list("application", "state", "options", "answer"):
        if state == OfferState.DECLINED and Option.DISTANCE in options:
            found.add(key)
        elif answer == Option.DISTANCE:
            found.discard(key)
    return frozenset(found)


def given(plan: Plan) -> Given:
    """Who accepted which place of the plan, where its round is settled; else why it is not carried out now."""
    live = Round.objects.live().filter(offering=plan.offering_id).select_related("plan").first()
    if live is None:
        return Given()
    if live.plan_id != plan.pk:
        return Given(bar=f"Consent is being asked in {live.ref}. Carry out its plan, {live.plan.ref}, or call it off.")
    if live.stuck:
        return Given(bar=live.stuck)
    if live.state != RoundState.SETTLED or live.is_behind:
        return Given(bar=f"Not everybody who was asked in {live.ref} has answered, or it is planned again just now.")
    accepted = live.offers.filter(state=OfferState.ACCEPTED)
    places = dict(accepted.filter(answer=Option.LOCAL).values_list("application", "place"))
    distance = frozenset(accepted.filter(answer=Option.DISTANCE).values_list("application", flat=True))
    return Given(places, distance, frozenset(live.keep), " ".join(faults_now(live, places)[:3]))
