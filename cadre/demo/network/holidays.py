"""School holidays of England by the usual pattern, as an example until the provider keeps those of its areas."""

from datetime import date, timedelta

from cadre.lib.holidays import bank_holidays
from cadre.people.models import User
from cadre.scheduling.actions import add_holidays
from cadre.scheduling.models import SchoolHoliday
from cadre.scheduling.rules.holidays import Holiday

SOURCE = "EXAMPLE: the usual pattern of English school years, not any area's own dates"
WORKING_WEEK = timedelta(days=4)
YEARS = range(-1, 3)


def keep_holidays(today: date, by: User) -> int:
    """Those of last year to the year after next. How many are new."""
    return add_holidays([one for ahead in YEARS for one in of_year(today.year + ahead)], by=by)


def of_year(year: int) -> list[Holiday]:
    """Half terms of a week, two weeks at Easter and at the turn of the year, and the summer."""
    named = {name: day for day, name in bank_holidays(year).items()}
    easter, whit = named["Easter Monday"] - timedelta(days=1), named["Spring bank holiday"]
    february, october = _monday(date(year, 2, 12)), _monday(date(year, 10, 24))
    spans = [
        ("February half term", february, february + WORKING_WEEK),
        ("Easter holidays", easter - timedelta(days=6), easter + timedelta(days=5)),
        ("May half term", whit, whit + WORKING_WEEK),
        ("Summer holidays", date(year, 7, 22), date(year, 8, 31)),
        ("October half term", october, october + WORKING_WEEK),
        ("Christmas holidays", date(year, 12, 21), date(year + 1, 1, 2)),
    ]
    return [Holiday(SchoolHoliday.EVERYWHERE, name, first, last, SOURCE) for name, first, last in spans]


def _monday(on_or_after: date) -> date:
    return on_or_after + timedelta(days=-on_or_after.weekday() % 7)
