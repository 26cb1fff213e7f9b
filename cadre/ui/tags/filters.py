"""How values are written: money, days, times, names, numbers. What is not known says “not confirmed”, never nothing."""

from datetime import date, datetime, timedelta

from django import template
from django.utils import timezone

from cadre.lib import clock, dates, money
from cadre.lib.dates import LONDON
from cadre.lib.text import phone_words
from cadre.lib.words import counted

register = template.Library()
UNKNOWN = "not confirmed"


def _day(value: date | datetime) -> date:
    return timezone.localtime(value, LONDON).date() if isinstance(value, datetime) else value


def _dated(name: str, write) -> None:
    register.filter(name, lambda value: write(_day(value)) if value else UNKNOWN)


_dated("day", dates.table_day)
_dated("long_day", dates.long_day)
_dated("short_day", dates.short_day)
_dated("weekday_day", dates.weekday_day)


@register.filter
def day_before(first_after: date) -> date:
    """The last day of what ended: `{{ row.to_on|day_before|short_day }}`."""
    return first_after - timedelta(days=1)


@register.filter
def nearness(day: date, today: date) -> str:
    """`Today`, `Tomorrow`, or nothing: `{% with near=event.starts_on|nearness:today %}`."""
    return dates.nearness(day, today)


@register.filter
def phone(number: str) -> str:
    """A kept phone number as people write it: `07700 900123`."""
    return phone_words(number or "")


@register.filter
def pounds(pence, how: str = "") -> str:
    """`{{ pence|pounds }}` £1,250.00 · `{{ pence|pounds:"short" }}` £1,250."""
    return UNKNOWN if pence in (None, "") else money.pounds(int(pence), short=how == "short")


@register.filter("clock")
def clock_time(at) -> str:
    """09:00, in London."""
    if not at:
        return UNKNOWN
    return dates.clock_time(
        timezone.localtime(at, LONDON) if isinstance(at, datetime) and timezone.is_aware(at) else at
    )


@register.filter
def moment(at: datetime | None, how: str = "") -> str:
    """`Today, 14:32`, `Yesterday, 10:05`, `Fri 20 Nov, 16:40`, `Fri 20 Nov 2025, 16:40`.

    `moment:"within"` a sentence: `today, 14:32`.
    """
    if not at:
        return UNKNOWN
    there, today = timezone.localtime(at, LONDON), clock.today()
    day = there.date()
    if day in (today, today - timedelta(days=1)):
        name = "Today" if day == today else "Yesterday"
        name = name.lower() if how == "within" else name
    else:
        name = f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")
    return f"{name}, {dates.clock_time(there)}"


@register.filter
def ago(at: datetime | None) -> str:
    """`just now`, `5 minutes ago`, `3 hours ago`, `yesterday`, `4 days ago`, then the date."""
    if not at:
        return UNKNOWN
    seconds = (clock.now() - at).total_seconds()
    days_ago = (clock.today() - _day(at)).days
    if seconds < 60:
        return "just now"
    if seconds < 3600:
        return f"{plural(int(seconds // 60), 'minute')} ago"
    if days_ago == 0:
        return f"{plural(int(seconds // 3600), 'hour')} ago"
    if days_ago == 1:
        return "yesterday"
    return f"{days_ago} days ago" if days_ago < 28 else dates.short_day(_day(at))


@register.filter
def initials(name: str) -> str:
    """`Amina Yusuf` -> `AY`."""
    words = str(name).split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@register.filter
def plural(number: int, words: str) -> str:
    """`{{ 3|plural:"person,people" }}` -> `3 people`; one word takes an s."""
    one, _, many = words.partition(",")
    return counted(number, one, many)


@register.filter
def thousands(number: int) -> str:
    """`31200` -> `31,200`."""
    return f"{number:,}"


@register.filter
def trn(digits: str) -> str:
    """`1907342` -> `19/07342`."""
    return f"{digits[:2]}/{digits[2:]}" if digits else UNKNOWN


@register.simple_tag
def span(start: date, end: date, *, year: bool = True, short: bool = False) -> str:
    """`{% span from to %}` -> `1 to 12 March 2027`."""
    return dates.span(_day(start), _day(end), year=year, short=short)
