"""Applications that may be one person's: who looks alike, and the two side by side."""

from dataclasses import dataclass

from django.db.models import Q

from cadre.applications.holdings import held_of
from cadre.applications.models import Application, Pair
from cadre.applications.models.duplicate import PairQuerySet
from cadre.applications.rules.duplicates import Identity, why_same
from cadre.applications.states import ALIVE, PairState, State
from cadre.lib.dates import long_day
from cadre.lib.text import phone_words

LOOKED_AT = (*ALIVE, State.DEFERRED)


def identity_of(application: Application) -> Identity:
    return Identity(application.name, application.born_on, application.trn)


def alike(application: Application) -> list[tuple[Application, str]]:
    """Others that are not over and look like the same person's, each with why. One query."""
    same = Q()
    if application.trn:
        same |= Q(trn=application.trn)
    if application.born_on:
        same |= Q(born_on=application.born_on)
    if not same or application.state not in LOOKED_AT:
        return []
    rows = Application.objects.filter(same, state__in=LOOKED_AT).exclude(pk=application.pk).order_by("pk")
    mine = identity_of(application)
    found = [(row, why_same(mine, identity_of(row))) for row in rows]
    return [(row, why) for row, why in found if why]


def for_queue(pairs: PairQuerySet) -> PairQuerySet:
    """With what a row of the queue shows."""
    both = [f"{one}__offering__{two}" for one in ("first", "second") for two in ("intake", "qualification")]
    return pairs.select_related(*both, "first__school", "second__school", "settled_by")


def pairs_of(application: Application) -> PairQuerySet:
    """The pairs an application is in, that two people or a merger have not settled."""
    either = Q(first=application) | Q(second=application)
    shown = (PairState.OPEN, PairState.BOTH_STAND)
    return for_queue(Pair.objects.filter(either, state__in=shown))


@dataclass(frozen=True)
class Compared:
    """One line of two applications side by side."""

    label: str
    first: str
    second: str

    @property
    def same(self) -> bool:
        return self.first == self.second


def side_by_side(pair: Pair) -> list[Compared]:
    """What tells them apart, and what does not. Two queries for each room above that holds something of them."""
    rows = [_told(pair.first), _told(pair.second)]
    return [Compared(label, one, two) for (label, one), (_, two) in zip(*rows, strict=True)]


def _told(row: Application) -> list[tuple[str, str]]:
    number = f"{row.trn[:2]}/{row.trn[2:]}" if row.trn else "Has none"
    return [
        ("Name", row.name),
        ("Date of birth", long_day(row.born_on) if row.born_on else "not confirmed"),
        ("Teacher reference number", number),
        ("Email", row.email),
        ("Phone", phone_words(row.phone) or "Not given"),
        ("School", row.workplace or "Not given"),
        ("Role", row.job_title or "Not given"),
        ("Course", str(row.offering)),
        ("Submitted", long_day(row.submitted_at.date()) if row.submitted_at else "Not yet"),
        ("State", row.get_state_display()),
        ("Holds", held_of(row) or "Nothing yet"),
    ]
