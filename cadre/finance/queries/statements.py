"""What a partner is owed for an intake: the statement, as a page and as paper."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from cadre.documents.queries import provider_details
from cadre.documents.shapes import Statement as StatementShape
from cadre.finance.models import EventFee, EventFeeQuerySet, FeePolicy, HostingRate
from cadre.finance.queries.lists import fees_for_list
from cadre.finance.queries.payments import Paying, paid_of, paying
from cadre.finance.queries.rules_in_force import held_among, wording_on
from cadre.finance.rules.fees import hosting_fee
from cadre.finance.states import Answer, FeeKind, HeadCount, Paragraph, Question
from cadre.groups.models import places_taken
from cadre.groups.queries.history import tell_before
from cadre.groups.states import GroupState
from cadre.lib.dates import long_day
from cadre.partners.models import Partner
from cadre.programmes.models import Intake
from cadre.scheduling.models import Event


@dataclass(frozen=True)
class HostedEvent:
    """One line: `fee.people` times `rate` times `fee.units`. `paid`: (payment run, day, pence) of what was paid."""

    fee: EventFee
    rate: int
    paid: list[tuple[str, date, int]]

    @property
    def title(self) -> str:
        event = self.fee.event
        return f"{event.group.offering.qualification.code} {event.element.title}"


@dataclass(frozen=True)
class Expected:
    """An event without fees yet: what hosting would come to with the people enrolled now."""

    event: Event
    people: int
    pence: int

    @property
    def title(self) -> str:
        return f"{self.event.group.offering.qualification.code} {self.event.element.title}"


def still_to_come(partner: Partner, intake: Intake) -> list[Expected]:
    """Events of the partner's confirmed groups without fees yet, at the rate of their day. Three queries."""
    events = Event.objects.filter(
        group__partner=partner, group__offering__intake=intake, group__state=GroupState.CONFIRMED
    ).exclude(fees__kind=FeeKind.HOSTING)
    rows = events.select_related("element", "group__offering__qualification").annotate(people=places_taken("group"))
    rates, answers = list(HostingRate.objects.all()), list(FeePolicy.objects.filter(question=Question.RESIDENTIAL))
    made = []
    for event in rows.order_by("starts_on", "ref"):
        rate, answer = held_among(rates, event.starts_on), held_among(answers, event.starts_on)
        if rate and answer:
            units = event.element.days if answer.answer == Answer.EACH_DAY else 1
            fee = hosting_fee(event.people, rate=rate.pence, events=units)
            made.append(Expected(event, event.people, fee.total or 0))
    return made


@dataclass(frozen=True)
class Statement:
    """A partner's hosting in one intake, as at a day. The partner is no payee of facilitation."""

    partner: Partner
    intake: Intake
    on: date
    lines: list[HostedEvent]
    paying: Paying
    shows_account: bool

    @cached_property
    def total(self) -> int:
        return sum(line.fee.pence or 0 for line in self.lines)

    @cached_property
    def paid(self) -> int:
        return sum(pence for line in self.lines for _, _, pence in line.paid)

    @property
    def payment(self) -> str:
        """Where it is paid to, or why it cannot be paid yet."""
        return self.paying.words(shows=self.shows_account)

    @property
    def people(self) -> int:
        return sum(line.fee.people for line in self.lines)

    @property
    def period(self) -> tuple[date, date]:
        days = [line.fee.event.starts_on for line in self.lines]
        return (min(days), max(days)) if days else (self.intake.starts_on, self.on)

    @property
    def basis(self) -> str:
        """Which head count its lines use, in words."""
        return ". ".join(dict.fromkeys(HeadCount(line.fee.basis).label for line in self.lines)) + "."

    @property
    def number(self) -> str:
        """The same for the same partner and intake, so that it can be quoted; the date says as at when."""
        return f"ST-{self.partner.slug}-{self.intake.slug}".upper()

    @property
    def how_to_invoice(self) -> str:
        return wording_on(Paragraph.PARTNER_INVOICES, self.on)


def intakes_of(fees: EventFeeQuerySet) -> QuerySet[Intake]:
    """The intakes these fees are of."""
    return Intake.objects.filter(pk__in=fees.values("event__group__offering__intake"))


def statement(
    partner: Partner, intake: Intake, fees: EventFeeQuerySet, *, on: date, sees: Callable[[Partner], bool]
) -> Statement:
    """From the fees the reader may see. `sees`: whether they may see whose account a partner's is, by its last four.

    Eight queries.
    """
    rows = fees_for_list(fees.hosting().filter(partner=partner, event__group__offering__intake=intake))
    found = list(rows.order_by("event__starts_on", "event__ref"))
    tell_before([fee.event.group for fee in found])
    paid = paid_of(found)
    lines = [HostedEvent(fee, _rate(fee), paid.get(fee.pk, [])) for fee in found]
    pays = paying(partner, on)
    return Statement(partner, intake, on, lines, pays, bool(pays.payee and sees(pays.payee.partner)))


def _rate(fee: EventFee) -> int:
    """The rate it was worked out at, from the fee itself."""
    parts = fee.people * fee.units
    return (fee.pence or 0) // parts if parts else 0


def statement_paper(made: Statement) -> StatementShape:
    """The data of the statement's PDF."""
    partner, (first, last) = made.partner, made.period
    address = [line.strip() for line in partner.address.splitlines() if line.strip()]
    return {
        "provider": provider_details(),
        "number": made.number,
        "date": made.on.isoformat(),
        "period_from": first.isoformat(),
        "period_to": last.isoformat(),
        "partner": {"name": partner.name, "address": address or [f"{partner.town} {partner.postcode}"]},
        "basis": f"{made.basis} Worked out from registers completed by {long_day(made.on)}.",
        "hosting": [
            {
                "date": line.fee.event.starts_on.isoformat(),
                "event": line.title,
                "group": line.fee.event.group.ref,
                "people": line.fee.people,
                "rate": line.rate,
                "events": line.fee.units,
                "amount": line.fee.pence or 0,
            }
            for line in made.lines
        ],
        "hosting_total": made.total,
        "facilitation": [],
        "facilitation_total": 0,
        "total": made.total,
        "payment": made.payment,
        "vat": made.paying.vat,
        "how_to_invoice": made.how_to_invoice,
    }
