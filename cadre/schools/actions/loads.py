"""A load of the register from its file to its end: received, read, refused or thrown away. `applying` applies it."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from cadre.journal.actions import Actor, System, record
from cadre.lib.errors import Refusal
from cadre.people.models import User
from cadre.schools import uploads
from cadre.schools.models import RegisterLoad, RegisterRow
from cadre.schools.rules import Layout, LinkLayout, day_named, refuse_day
from cadre.schools.states import (
    LOAD,
    REGISTER_RECEIVED,
    REGISTER_REFUSED,
    REGISTER_THROWN_AWAY,
    UNDER_WAY,
    LoadState,
    RowKind,
)


def receive_load(
    register: uploads.Kept,
    links: uploads.Kept | None,
    *,
    by: Actor,
    dated: date | None,
    today: date,
    now: datetime,
) -> RegisterLoad:
    """A load of files that were kept, ready to be read. `dated` is asked for when the file's name says no day.

    Raises Refusal, and removes the files, when the file is no register, its day is wrong, or another load is under way.
    """
    try:
        absent = _headings(register, links)
        dated = dated or day_named(register.name, register.inner)
        if dated is None:
            raise Refusal("The file’s name does not say its day. Give the day it is of.", field="dated")
        refuse_day(dated, today=today, newest=newest_day())
        return _received(register, links, absent, by=by, dated=dated, now=now)
    except BaseException:
        uploads.remove(register.key, links.key if links else "")
        raise


def _headings(register: uploads.Kept, links: uploads.Kept | None) -> list[str]:
    """Refuses files whose headings do not do; the columns that the register lacks and can do without."""
    rows = uploads.rows(register.key, register.encoding)
    first, second = next(rows, None), next(rows, None)
    layout = Layout(first[1]) if first else None
    if layout is None or second is None:
        raise Refusal("This file has no rows.", field="file")
    if links:
        headings = next(uploads.rows(links.key, links.encoding, field="links"), (1, []))
        LinkLayout(headings[1])
    return layout.absent


def _received(
    register: uploads.Kept,
    links: uploads.Kept | None,
    absent: list[str],
    *,
    by: Actor,
    dated: date,
    now: datetime,
) -> RegisterLoad:
    load = RegisterLoad(
        dated=dated,
        file_name=register.name,
        file_hash=register.hash,
        kept_as=register.key,
        encoding=register.encoding,
        rows_expected=register.rows,
        absent_columns=absent,
        by=by if isinstance(by, User) else None,
        by_name=by.name[:200],
        received_at=now,
    )
    if links:
        load.links_name, load.links_hash = links.inner or links.name, links.hash
        load.links_kept_as, load.links_encoding = links.key, links.encoding
    try:
        with transaction.atomic():
            load.save()
            record(REGISTER_RECEIVED, load, by=by, file=load.file_name, hash=load.file_hash)
    except IntegrityError as fault:
        raise Refusal(_busy(), field="file") from fault
    return load


def _busy() -> str:
    other = RegisterLoad.objects.filter(state__in=UNDER_WAY).first()
    what = f"{other.by_name}’s load of {other}" if other else "Another load"
    return f"{what} is not finished. Apply it or throw it away first; there is one load at a time."


def newest_day() -> date | None:
    """The day of the newest register in use."""
    return RegisterLoad.objects.filter(state=LoadState.APPLIED).aggregate(day=Max("dated"))["day"]


@transaction.atomic
def refuse_load(load: RegisterLoad, *, while_in: LoadState, why: str, now: datetime) -> None:
    """End a load whose file turned out not to do. Nothing of it stays but its name, why, and the refused rows.

    Not when it has left the state `while_in`: what was found then is no longer so.
    """
    load = locked(load)
    if load.state != while_in:
        return
    load.state = LOAD.after("refuse", load.state)
    load.why, load.ended_at = why[:400], now
    load.counts = {RowKind.REFUSED: load.rows.filter(kind=RowKind.REFUSED).count()}
    load.save()
    record(REGISTER_REFUSED, load, by=actor_of(load), why=why)
    _forget(load)


@transaction.atomic
def throw_away(load: RegisterLoad, *, by: Actor, now: datetime) -> None:
    """End a load without using it, at any time before it is applied. Raises Refusal when it has ended."""
    load = locked(load)
    if load.state == LoadState.APPLIED:
        raise Refusal("This register is applied already, so it cannot be thrown away.")
    load.state = LOAD.after("throw_away", load.state)
    load.ended_at, load.ended_by_name = now, by.name[:200]
    load.save()
    record(REGISTER_THROWN_AWAY, load, by=by)
    _forget(load)


def _forget(load: RegisterLoad) -> None:
    load.rows.exclude(kind=RowKind.REFUSED).delete()
    keys = load.kept_as, load.links_kept_as
    transaction.on_commit(lambda: uploads.remove(*keys))


def locked(load: RegisterLoad) -> RegisterLoad:
    """The row as it stands, held until the end of the transaction."""
    return RegisterLoad.objects.select_for_update().get(pk=load.pk)


def actor_of(load: RegisterLoad) -> Actor:
    """Whoever gave the file; by name where there is no account, or none any more."""
    return load.by or System(load.by_name)


def delete_rows_of_earlier_loads(load: RegisterLoad) -> None:
    """The rows of an ended load are kept until the next one is applied; its counts and its file's name stay."""
    earlier = RegisterRow.objects.exclude(load=load).filter(load__in=RegisterLoad.objects.exclude(state__in=UNDER_WAY))
    earlier.delete()
