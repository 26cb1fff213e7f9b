"""Applying a load that was read: all of it in one transaction, or nothing."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.db.models import Q, QuerySet

from cadre.journal.actions import Actor, record
from cadre.lib.errors import Refusal
from cadre.schools import bulk
from cadre.schools.actions.loads import actor_of, delete_rows_of_earlier_loads, locked, newest_day, refuse_load
from cadre.schools.actions.search import index_schools
from cadre.schools.actions.succession import apply_links
from cadre.schools.models import Diocese, District, Placement, RegisterLoad, RegisterRow, School, Trust
from cadre.schools.rules import PLACES, Place, Spell, moved, refuse_day
from cadre.schools.states import LOAD, REGISTER_APPLIED, LoadState, RowKind

AT_A_TIME = 2_000
SEARCHED = ("name", "town", "postcode")


@transaction.atomic
def begin_to_apply(load: RegisterLoad, *, by: Actor) -> RegisterLoad:
    """Say that this load is to be applied. Raises Refusal when it is not read, was ended, or is being applied."""
    load = locked(load)
    load.state = LOAD.after("begin_to_apply", load.state)
    load.ended_by_name = by.name[:200]
    load.save(update_fields=["state", "ended_by_name"])
    return load


def apply_load(load: RegisterLoad, *, now: datetime, today: date, tell: Callable[[int], None] = lambda _: None) -> bool:
    """Bring schools, trusts, dioceses, placements and successors up to date; whether it was done now.

    False for a load that was applied or ended meanwhile: applying twice is applying once. `tell` is told how many rows
    are written, within the transaction. A register that may not be applied any more ends as refused.
    """
    try:
        return _apply(load, now=now, today=today, tell=tell)
    except Refusal as refusal:
        refuse_load(load, while_in=LoadState.APPLYING, why=str(refusal), now=now)
        return False


@transaction.atomic
def _apply(load: RegisterLoad, *, now: datetime, today: date, tell: Callable[[int], None]) -> bool:
    load = locked(load)
    if load.state != LoadState.APPLYING:
        return False
    refuse_day(load.dated, today=today, newest=newest_day())
    bulk.carry_over_names(load)
    _carry_over_schools(load, tell)
    bulk.place_for_the_first_time(load)
    _move(load)
    apply_links(load)
    delete_rows_of_earlier_loads(load)
    load.state, load.ended_at = LOAD.after("apply", load.state), now
    load.save(update_fields=["state", "ended_at"])
    record(REGISTER_APPLIED, load, by=actor_of(load), **{kind: load.counts.get(kind, 0) for kind in RowKind.values()})
    return True


def _carry_over_schools(load: RegisterLoad, tell: Callable[[int], None]) -> None:
    """Schools and the index they are found by, some at a time."""
    rows = load.rows.filter(kind__in=bulk.WRITTEN).order_by("pk")
    fields, after, done = list(getattr(rows.first(), "after", {})), 0, 0
    while keys := list(rows.filter(pk__gt=after).values_list("pk", flat=True)[: bulk.AT_A_TIME]):
        bulk.carry_over_schools(load, fields, after=after, until=keys[-1])
        index_schools(_found_otherwise(rows.filter(pk__gt=after, pk__lte=keys[-1])))
        after, done = keys[-1], done + len(keys)
        tell(done)


def _found_otherwise(rows: QuerySet[RegisterRow]) -> Iterator[int]:
    """The keys of schools that are new, or whose words are others."""
    otherwise = Q(kind=RowKind.NEW)
    for one in SEARCHED:
        otherwise |= Q(fields__contains=f" {one} ")
    urns = rows.filter(otherwise).order_by().values("urn")
    return School.objects.filter(urn__in=urns).order_by().values_list("pk", flat=True).iterator()


def _move(load: RegisterLoad) -> None:
    """End and begin placements of schools that belong elsewhere now."""
    elsewhere = Q()
    for one in PLACES[:3]:
        elsewhere |= Q(fields__contains=f" {one} ")
    atlas = Atlas()
    for rows in _some(load.rows.filter(elsewhere, kind__in=bulk.WRITTEN).order_by("pk").iterator(AT_A_TIME)):
        _place(load, {row.urn: row for row in rows}, atlas)


class Atlas:
    """Districts, trusts and dioceses by their codes."""

    def __init__(self) -> None:
        self.districts: dict[str, int] = {}
        self.places: dict[str, Place] = {}
        for one in District.objects.all():
            self.districts[one.code], self.places[one.code] = one.pk, one.place
        self.trusts = dict(Trust.objects.values_list("uid", "pk"))
        self.dioceses = dict(Diocese.objects.values_list("code", "pk"))

    def placement(self, school: int, spell: Spell, source: str) -> Placement:
        return Placement(
            school_id=school,
            district_id=self.districts.get(spell.district),
            trust_id=self.trusts.get(spell.trust),
            diocese_id=self.dioceses.get(spell.diocese),
            from_on=spell.from_on,
            to_on=spell.to_on,
            source=source,
        )


def _place(load: RegisterLoad, rows: Mapping[str, RegisterRow], atlas: Atlas) -> None:
    columns = ("pk", "school", "school__urn", "district__code", "trust__uid", "diocese__code", "from_on")
    made: list[Placement] = []
    ended: dict[date, list[int]] = {}
    present = Placement.objects.filter(school__urn__in=list(rows), to_on=None)
    for pk, school, urn, district, trust, diocese, from_on in present.values_list(*columns):
        was = Spell(district or "", trust or "", diocese or "", from_on)
        now = Spell(*(rows[urn].after.get(one, "") for one in PLACES[:3]))
        move = moved(was, now, dated=load.dated, places=atlas.places)
        if move is None:
            continue
        spells = [atlas.placement(school, spell, load.source) for spell in move.begins]
        if move.ends_on is None:
            spells[0].pk = pk
            spells.pop(0).save(force_update=True)
        else:
            ended.setdefault(move.ends_on, []).append(pk)
        made += spells
    for day, keys in ended.items():
        Placement.objects.filter(pk__in=keys).update(to_on=day)
    Placement.objects.bulk_create(made)


def _some(rows: Iterator[RegisterRow]) -> Iterator[list[RegisterRow]]:
    while some := list(islice(rows, AT_A_TIME)):
        yield some
