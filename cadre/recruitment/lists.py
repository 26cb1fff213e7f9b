"""Filter and columns of the groups of an intake's qualification, with what is expected of them."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from cadre.recruitment.queries.cockpit import Look
from cadre.recruitment.rules.money import Money
from cadre.ui.forms import TextField
from cadre.ui.listing import Column, FilterForm

ALL = ("", "All")
TESTS: dict[str, tuple[str, Callable[[Look], bool]]] = {
    "runs": ("Runs", lambda look: look.stands.runs),
    "likely": ("Likely", lambda look: look.is_likely),
    "short": ("Short", lambda look: look.is_short and not look.is_likely),
}


class LookFilter(FilterForm):
    """By partner, region and how a group stands. `looks` are the groups by key."""

    q = TextField(label="Partner or town", limit=100)
    region = forms.ChoiceField(label="Region")
    state = forms.ChoiceField(label="State", choices=[ALL, *((name, words) for name, (words, _) in TESTS.items())])
    looks: Mapping[int, Look] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = sorted({look.group.partner.region for look in self.looks.values()} - {""})
        self.fields["region"].choices = [ALL, *((region, region) for region in found)]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if said.get("q"):
            rows = rows.filter(Q(partner__name__icontains=said["q"]) | Q(partner__town__icontains=said["q"]))
        if said.get("region"):
            rows = rows.filter(partner__region=said["region"])
        if said.get("state"):
            _, test = TESTS[said["state"]]
            rows = rows.filter(pk__in=[key for key, look in self.looks.items() if test(look)])
        return rows


def look_filter(looks: Mapping[int, Look]) -> type[LookFilter]:
    return type("LooksFilter", (LookFilter,), {"looks": looks})


TABLE = [
    Column("partner", "Partner", "partner.name", sort=("partner__name",)),
    Column("against", "Against the minimum", "minimum"),
    Column("people", "Now", "people", sort=("people",), number=True),
    Column("expected", "Expected", "people", number=True),
    Column("state", "State", "state"),
]
MONEY_HEADS = [Column("margin", "Margin", "pk", number=True), Column("more", "One more", "pk", number=True)]


def file_columns(looks: Mapping[int, Look], money: Mapping[int, Money] | None) -> list[Column]:
    """Everything the page shows of a group, a column each. `money` is None for whoever does not see it."""

    def counted(name: str) -> Callable[[Any], object]:
        return lambda group: getattr(looks[group.pk].counts, name)

    def expected(name: str) -> Callable[[Any], object]:
        return lambda group: getattr(looks[group.pk].expected, name, "")

    columns = [
        Column("ref", "Group", "ref"),
        Column("partner", "Partner", "partner.name", sort=("partner__name",)),
        Column("town", "Town", "partner.town"),
        Column("region", "Region", "partner.region"),
        Column("people", "In the group", "people", sort=("people",), number=True),
        Column("minimum", "Minimum", "minimum", number=True),
        Column("target", "Target, all its groups", counted("target"), number=True),
        Column("size", "Places", "size", number=True),
        Column("drafts", "Unfinished", counted("drafts"), number=True),
        Column("submitted", "To decide", counted("submitted"), number=True),
        Column("accepted", "Accepted, no place", counted("accepted"), number=True),
        Column("elsewhere", "Offered elsewhere", counted("elsewhere"), number=True),
        Column("middle", "Expected", expected("middle"), number=True),
        Column("low", "Expected, low", expected("low"), number=True),
        Column("high", "Expected, high", expected("high"), number=True),
        Column("state", "State", lambda group: looks[group.pk].tag[0]),
    ]
    return columns if money is None else [*columns, *_money_columns(money)]


def _money_columns(money: Mapping[int, Money]) -> list[Column]:
    def pounds(name: str) -> Callable[[Any], object]:
        def written(group: Any) -> str:
            pence = getattr(money.get(group.pk), name, None)
            return "" if pence is None else f"{pence / 100:.2f}"

        return written

    names = {
        "income": "Income",
        "hosting": "Hosting",
        "facilitation": "Facilitation",
        "margin": "Margin",
        "at_minimum": "Margin at the minimum",
        "more": "One more",
        "less": "One less",
    }
    return [Column(name, header, pounds(name), number=True) for name, header in names.items()]
