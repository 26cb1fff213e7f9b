"""A wish to start later, as the policy reads it: from the rows of an application and the intakes there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cadre.applications.models import Application, Deferral, DeferralRule
from cadre.applications.pricing import NoPrice, filled_from, quote_inputs
from cadre.applications.rules.deferral import Answer, Policy, Wish, deferral
from cadre.applications.rules.pricing import priced
from cadre.applications.states import DeferralState
from cadre.lib.money import pounds
from cadre.programmes.models import Offering

COUNTS = (DeferralState.GRANTED, DeferralState.TAKEN_UP)


def later_offerings(application: Application) -> list[Offering]:
    """The same qualification in every intake that starts later, the next first. One query."""
    now_in = application.offering
    rows = Offering.objects.filter(qualification=now_in.qualification_id, intake__starts_on__gt=now_in.intake.starts_on)
    return list(rows.select_related("intake", "qualification").order_by("intake__starts_on"))


@dataclass(frozen=True)
class Ruled:
    """What the policy says, and by which row."""

    answer: Answer
    rule: DeferralRule | None


def policy_on(day: date) -> tuple[Policy | None, DeferralRule | None]:
    row = DeferralRule.objects.on(day).first()
    if row is None:
        return None, None
    return Policy(row.notice_days, row.months, row.intakes, tuple(row.reasons), tuple(row.judged), row.pk), row


def ruled(application: Application, *, reason: str, wanted: Offering | None, today: date) -> Ruled:
    """The policy of today on one wish. `reason` is a code."""
    policy, row = policy_on(today)
    earlier = list(application.deferrals.filter(state__in=COUNTS).select_related("left__intake"))
    later = later_starts(application.offering)
    wish = wish_of(application, earlier, later, reason=reason, wanted=wanted)
    return Ruled(deferral(wish, today=today, policy=policy), row)


def later_starts(offering: Offering) -> list[date]:
    """The first days of every intake of the qualification. One query."""
    rows = Offering.objects.filter(qualification=offering.qualification_id).order_by("intake__starts_on")
    return list(rows.values_list("intake__starts_on", flat=True))


def wish_of(
    application: Application,
    earlier: Sequence[Deferral],
    starts: Sequence[date],
    *,
    reason: str,
    wanted: Offering | None,
) -> Wish:
    """`earlier` are the deferrals granted before, `starts` the first days of the qualification's intakes."""
    starts_on = application.offering.intake.starts_on
    first_on = min([starts_on, *(one.left.intake.starts_on for one in earlier)])
    wanted_on = wanted.intake.starts_on if wanted else None
    between = [day for day in starts if wanted_on and first_on < day <= wanted_on]
    return Wish(
        reason=reason,
        first_on=first_on,
        starts_on=starts_on,
        wanted_on=wanted_on,
        intakes_on=len(between),
        earlier=len(earlier),
    )


def price_in(application: Application, wanted: Offering, *, today: date) -> str:
    """What it would cost there by the rules of today, in words; nothing is kept."""
    try:
        inputs, _ = quote_inputs(filled_from(application), wanted, on=today, apart_from=application.pk)
    except NoPrice as unknown:
        return str(unknown)
    return pounds(priced(inputs).payable_pence)
