"""What the front page shows: the qualifications with their fees, and intakes that are open now."""

from dataclasses import dataclass
from datetime import date

from cadre.partners.models import Partner
from cadre.programmes.models import Intake, ListFee, Qualification


@dataclass(frozen=True)
class QualificationCard:
    qualification: Qualification
    fee_pence: int | None


@dataclass(frozen=True)
class FrontPage:
    cards: list[QualificationCard]
    intake: Intake | None
    days_left: int
    partners: int


def front_page(today: date) -> FrontPage:
    """Costs four queries."""
    fees: dict[int, int] = {}
    for fee in ListFee.objects.on(today):
        fees.setdefault(fee.qualification_id, fee.pence)
    cards = [QualificationCard(q, fees.get(q.pk)) for q in Qualification.objects.all()]
    intake = Intake.objects.open_on(today).order_by("closes_on").first()
    days_left = (intake.closes_on - today).days if intake else 0
    return FrontPage(cards, intake, days_left, Partner.objects.active_on(today).count())
