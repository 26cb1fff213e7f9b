"""What a partner is owed for an intake: the statement, as a page and as paper."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cadre.documents.queries import provider_details
from cadre.documents.shapes import Statement as StatementShape
from cadre.finance.models import EventFee, EventFeeQuerySet
from cadre.finance.queries.lists import fees_for_list
from cadre.finance.queries.rules_in_force import wording_on
from cadre.finance.states import HeadCount, Paragraph
from cadre.lib.dates import long_day
from cadre.partners.models import Partner
from cadre.programmes.models import Intake


@dataclass(frozen=True)
class HostedEvent:
    """One line: `fee.people` times `rate` times `fee.units`."""

    fee: EventFee
    rate: int

    @property
    def title(self) -> str:
        event = self.fee.event
        return f"{event.group.offering.qualification.code} {event.element.title}"


@dataclass(frozen=True)
class Statement:
    """A partner's hosting in one intake, as at a day. The partner is no payee of facilitation."""

    partner: Partner
    intake: Intake
    on: date
    lines: list[HostedEvent]

    @cached_property
    def total(self) -> int:
        return sum(line.fee.pence or 0 for line in self.lines)

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


def statement(partner: Partner, intake: Intake, fees: EventFeeQuerySet, *, on: date) -> Statement:
    """From the fees the reader may see. One query."""
    rows = fees_for_list(fees.hosting().filter(partner=partner, event__group__offering__intake=intake))
    lines = [HostedEvent(fee, _rate(fee)) for fee in rows.order_by("event__starts_on", "event__ref")]
    return Statement(partner, intake, on, lines)


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
        "how_to_invoice": made.how_to_invoice,
    }
