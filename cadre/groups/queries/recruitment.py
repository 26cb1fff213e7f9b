"""How many applied by which day, beside the last intake on the same day before its own deadline."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from cadre.applications.models import Application
from cadre.applications.states import GONE, State
from cadre.lib.dates import LONDON
from cadre.programmes.models import Intake, Offering, Qualification


@dataclass
class Curve:
    """`points` and `earlier_points` are cumulative (day, people). `then` is the earlier total on the same day."""

    intake: Intake
    points: list[tuple[date, int]]
    earlier: Intake | None
    earlier_points: list[tuple[date, int]]
    today: date

    @property
    def now(self) -> int:
        return self.points[-1][1] if self.points else 0

    @property
    def then(self) -> int:
        """The earlier intake's total on the day as far before its deadline as today is before this one's."""
        if self.earlier is None:
            return 0
        day = self.earlier.closes_on - (self.intake.closes_on - min(self.today, self.intake.closes_on))
        return max((total for on, total in self.earlier_points if on <= day), default=0)

    @property
    def end(self) -> int:
        """The earlier intake's total in the end."""
        return self.earlier_points[-1][1] if self.earlier_points else 0

    @property
    def has_earlier(self) -> bool:
        return bool(self.earlier_points)


def curve(
    intake: Intake, *, today: date, qualification: Qualification | None = None, partners: Iterable[int] | None = None
) -> Curve:
    """Applications handed in and not withdrawn or declined: of one qualification or all, of all partners or these.

    Three queries.
    """
    earlier = Intake.objects.filter(starts_on__lt=intake.starts_on).order_by("-starts_on").first()
    same_season = Intake.objects.filter(starts_on__lt=intake.starts_on, name__startswith=intake.name.split(" ")[0])
    earlier = same_season.order_by("-starts_on").first() or earlier

    def points(of: Intake) -> list[tuple[date, int]]:
        rows = Application.objects.filter(offering__in=_offerings(of, qualification)).exclude(
            state__in=(State.DRAFT, *GONE)
        )
        if partners is not None:
            rows = rows.filter(preferred_partner__in=partners)
        return _cumulated(rows)

    made = points(intake)
    if made and made[-1][0] < today:
        made.append((min(today, intake.closes_on) if made[-1][0] <= intake.closes_on else made[-1][0], made[-1][1]))
    return Curve(intake, made, earlier, points(earlier) if earlier else [], today)


def _offerings(intake: Intake, qualification: Qualification | None) -> QuerySet[Offering]:
    rows = Offering.objects.filter(intake=intake)
    return rows if qualification is None else rows.filter(qualification=qualification)


def _cumulated(rows: QuerySet[Application]) -> list[tuple[date, int]]:
    days = rows.order_by().annotate(day=TruncDate("submitted_at", tzinfo=LONDON)).values("day")
    total, found = 0, []
    for row in days.annotate(n=Count("pk")).order_by("day"):
        total += row["n"]
        found.append((row["day"], total))
    return found
