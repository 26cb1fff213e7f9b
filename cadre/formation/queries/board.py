"""A plan as a board: groups as columns with their people as cards, and those without a place at the side."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from cadre.formation.models import Plan, PlannedGroup, PlannedSeat
from cadre.formation.queries.plans import group_rows, seat_rows

COLUMNS = 12
ASIDE = 60


@dataclass(frozen=True)
class Card:
    """One person: where they sit in the plan, and the ids of the places they may be moved to."""

    seat: PlannedSeat
    open_to: list[str]
    pinned: bool

    @property
    def words(self) -> str:
        """`chose it`, `12 km, chose Trent`, `stays`."""
        if self.seat.now_in_id and self.seat.now_in_id == self.seat.group_id:
            return "sits here now"
        if self.seat.place and self.seat.km is None:
            return "chose it"
        return f"{self.seat.km:.0f} km" if self.seat.km is not None else self.seat.get_kind_display().lower()


@dataclass(frozen=True)
class Column:
    row: PlannedGroup
    cards: list[Card]


@dataclass(frozen=True)
class Board:
    """`page`: of groups, those that run first. `aside`: the first of those without a place, `nowhere` how many."""

    page: Page
    columns: list[Column]
    aside: list[Card]
    nowhere: int


def board_of(plan: Plan, *, number: str, words: str) -> Board:
    """`number`: the page of groups; `words`: a part of the partner's name. Seven queries, however many people."""
    rows = group_rows(plan)
    rows = rows.filter(partner__name__icontains=words) if words else rows
    page = Paginator(rows, COLUMNS).get_page(number)
    here = [row.place for row in page.object_list]
    seats = list(seat_rows(plan).filter(place__in=here).order_by("application__name", "pk"))
    nowhere = seat_rows(plan).filter(place="").order_by("application__name", "pk")
    aside = list(nowhere[:ASIDE])
    open_to, pinned = _open_to(plan), set(plan.pins.exclude(application=None).values_list("application", flat=True))

    def card(seat: PlannedSeat) -> Card:
        return Card(seat, open_to.get(seat.application.ref, []), seat.application_id in pinned)

    sitting: dict[str, list[Card]] = {}
    for seat in seats:
        sitting.setdefault(seat.place, []).append(card(seat))
    columns = [Column(row, sitting.get(row.place, [])) for row in page.object_list]
    return Board(page, columns, [card(seat) for seat in aside], nowhere.count())


def _open_to(plan: Plan) -> dict[str, list[str]]:
    """By reference: what somebody chose, then what they accept, nearest first."""
    found = {}
    for one in plan.drawn["instance"]["applicants"]:
        near = sorted((option["km"], option["partner"]) for option in one["options"])
        found[one["id"]] = (
            [one["preferred"], *(place for _, place in near)] if one["preferred"] else [p for _, p in near]
        )
    return found


def seat_of(plan: Plan, ref: str) -> PlannedSeat | None:
    """Of whoever has that reference, if the plan has them."""
    return seat_rows(plan).filter(application__ref=ref[:20]).first()
