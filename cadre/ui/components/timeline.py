"""A programme drawn over its months: days or online events, online courses, 360° reviews, assessment windows."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString

from cadre.lib.dates import add_months, span
from cadre.ui.components.svg import el, join, text

WIDTH, LEFT, TOP, ROW = 1072, 118, 22, 50
LANES = {
    "day": "Your days together",
    "session": "Online events",
    "online": "Online courses",
    "coaching": "Coaching",
    "review": "360° feedback",
    "assessment": "Final assessment",
}
LETTER = 6.4


@dataclass(frozen=True)
class Element:
    """One thing in a programme. `kind` is a key of LANES; `short` fits into the drawing, `title` into the list."""

    kind: str
    title: str
    start: date
    end: date
    short: str = ""
    note: str = ""


def in_order(elements: list[Element]) -> list[tuple[str, Element]]:
    """The list beneath the drawing: (`26 Apr to 7 May 2027`, element), by start. A year is said once.

    A day of its own has its weekday: `Thu 29 Apr 2027`.
    """
    rows, said = [], None
    for element in sorted(elements, key=lambda e: (e.start, e.end)):
        words = span(element.start, element.end, short=True, year=element.end.year != said)
        rows.append((f"{element.start:%a} {words}" if element.start == element.end else words, element))
        said = element.end.year
    return rows


class Timeline:
    """The drawing. Months are columns; the lanes that have elements are rows."""

    def __init__(self, elements: list[Element]) -> None:
        self.elements = elements
        self.first = min(element.start for element in elements).replace(day=1)
        self.end = add_months(max(element.end for element in elements).replace(day=1), 1)
        self.months = (self.end.year - self.first.year) * 12 + self.end.month - self.first.month
        self.lanes = [lane for lane in LANES if any(element.kind == lane for element in elements)]
        self.bottom = TOP + ROW * len(self.lanes) + 6

    @property
    def month_width(self) -> float:
        return (WIDTH - LEFT - 6) / self.months

    def x(self, day: date) -> float:
        """Where a day stands: its month's column, and its part of the month."""
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        length = (add_months(day.replace(day=1), 1) - day.replace(day=1)).days
        return LEFT + (months + (day.day - 1) / length) * self.month_width

    def drawing(self) -> SafeString:
        last = self.end - timedelta(days=1)
        words = f"Programme from {self.first:%B %Y} to {last:%B %Y}; the same dates follow as a list"
        parts = [*self._columns(), *self._lane_lines()]
        for number, lane in enumerate(self.lanes):
            middle = TOP + ROW * number + 39 - 25 + 12
            for count, element in enumerate((e for e in self.elements if e.kind == lane), 1):
                parts.append(getattr(self, f"_{lane}")(element, middle, count))
        return el(
            "svg",
            *parts,
            cls="cd-chart only-desk",
            viewBox=f"0 0 {WIDTH} {self.bottom + 24}",
            role="img",
            aria_label=words,
        )

    def _columns(self):
        step = 1 if self.months <= 24 else 3
        for number in range(self.months):
            month, left = add_months(self.first, number), LEFT + number * self.month_width
            if number % 2 == 0:
                yield el("rect", x=left, y=TOP, width=self.month_width, height=self.bottom - TOP, cls="f-canvas")
            if number % step == 0:
                yield text(left + self.month_width / 2, self.bottom + 16, f"{month:%b}", anchor="middle")
            if month.month == 1 and number:
                yield el("line", x1=left, x2=left, y1=2, y2=self.bottom, cls="s-strong")
            if month.month == 1 or number == 0:
                yield text(left + 4, 14, month.year, cls="lab")

    def _lane_lines(self):
        for number, lane in enumerate(self.lanes):
            y = TOP + 14 + ROW * number
            yield text(0, y + 24, LANES[lane], cls="lab")
            yield el("line", x1=0, x2=WIDTH, y1=y, y2=y, cls="s-line")

    def _day(self, element: Element, y: float, number: int) -> SafeString:
        left = (self.x(element.start) + self.x(element.end)) / 2 - 15
        label = text(left + 15, y + 20, element.short or number, anchor="middle", cls="inv", size=15)
        return join([el("rect", x=left, y=y - 1, width=30, height=30, rx=4, cls="f-deep"), label])

    def _session(self, element: Element, y: float, number: int) -> SafeString:
        middle = (self.x(element.start) + self.x(element.end)) / 2
        label = text(middle, y + 20, element.short or number, anchor="middle", cls="inv", size=15)
        return join([el("circle", cx=middle, cy=y + 14, r=15, cls="f-deep"), label])

    def _online(self, element: Element, y: float, _number: int) -> SafeString:
        left, width = self.x(element.start), max(self.x(element.end) - self.x(element.start), 8)
        return join(
            [
                el("rect", x=left, y=y, width=width, height=12, rx=3, cls="f-brand"),
                text(left, y + 30, element.short or element.title),
            ]
        )

    def _coaching(self, element: Element, y: float, _number: int) -> SafeString:
        left, width = self.x(element.start), max(self.x(element.end) - self.x(element.start), 8)
        return el("rect", x=left, y=y + 4, width=width, height=12, rx=6, cls="f-mid")

    def _review(self, element: Element, y: float, _number: int) -> SafeString:
        left, width = self.x(element.start), max(self.x(element.end) - self.x(element.start), 8)
        bar = el("rect", x=left, y=y + 4, width=width, height=12, rx=3, cls="f-mid")
        return join([bar, text(left + width + 5, y + 15, element.short)])

    def _assessment(self, element: Element, y: float, _number: int) -> SafeString:
        middle = (self.x(element.start) + self.x(element.end)) / 2
        diamond = el("path", d=f"M{middle:.1f} {y - 2} l13 13 -13 13 -13 -13z", cls="f-accent s-ink", stroke_width=1.5)
        room = WIDTH - middle - 17
        label = element.short if len(element.short) * LETTER <= room else ""
        return join([diamond, text(middle + 17, y + 16, label)])
