"""Which school followed which, from the register's file of links."""

from collections.abc import Iterator

from django.db.models import OuterRef, Subquery

from cadre.schools import uploads
from cadre.schools.bulk import Line, write_lines
from cadre.schools.models import RegisterLoad, School
from cadre.schools.rules import Link, LinkLayout, Value, succession
from cadre.schools.states import RowKind


def stage_links(load: RegisterLoad, in_file: set[str]) -> None:
    """Write down the successions that the file of links would change, within the caller's transaction.

    A school that neither we nor the register's file know is listed as refused.
    """
    names = dict(School.objects.values_list("urn", "name").order_by())
    held = dict(School.objects.exclude(successor=None).values_list("urn", "successor__urn").order_by())
    refused: list[Line] = []
    known = []
    for link in _links(load, refused):
        stranger = next((one for one in (link.old, link.new) if one not in names and one not in in_file), "")
        if stranger:
            words = f"Links: no school with the URN {stranger} is in the register."
            refused.append(Line(RowKind.REFUSED, link.row, link.old, words=words))
        else:
            known.append(link)
    made = succession(known, held=held)
    rows = [Line(RowKind.NOTED, row, urn, names.get(urn, ""), words=f"Links: {why}") for row, urn, why in made.unclear]
    for old, link in made.followed_by.items():
        if held.get(old) != link.new:
            after: dict[str, Value] = {"successor": link.new, "successor_name": names.get(link.new, "")}
            before: dict[str, Value] = {"successor": held.get(old, "")}
            rows.append(
                Line(RowKind.SUCCEEDED, link.row, old, names.get(old, ""), after, before, " successor ", link.new)
            )
    write_lines(load, refused + rows)


def _links(load: RegisterLoad, refused: list[Line]) -> Iterator[Link]:
    rows = uploads.rows(load.links_kept_as, load.links_encoding, field="links")
    layout = LinkLayout(next(rows)[1])
    for number, cells in rows:
        try:
            link = layout.read(number, cells)
        except ValueError as wrong:
            words = f"Links: {wrong}."
            refused.append(Line(RowKind.REFUSED, number, words=words))
            continue
        if link:
            yield link


def apply_links(load: RegisterLoad) -> int:
    """Set the successors of a load, in one statement; how many."""
    links = load.rows.filter(kind=RowKind.SUCCEEDED)
    following = School.objects.filter(urn=OuterRef("links_to")).values("pk")
    of_this = links.filter(urn=OuterRef("urn")).annotate(following=Subquery(following)).values("following")[:1]
    return School.objects.filter(urn__in=links.values("urn")).update(successor=Subquery(of_this))
