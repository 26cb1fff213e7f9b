"""The school register from the command line, by the same steps as the office's page."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cadre.journal.actions import System
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.schools import uploads
from cadre.schools.actions import apply_load, begin_to_apply, read_on, receive_load, throw_away
from cadre.schools.models import RegisterLoad
from cadre.schools.queries import district_names
from cadre.schools.register_words import load_words, row_words
from cadre.schools.states import UNDER_WAY, LoadState, RowKind

BY = System("The command line")
PIECE = 1 << 20


class Command(BaseCommand):
    help = "Reads a file of the school register (CSV, or the zip it comes in), says what it changes, and applies it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--links", type=Path, help="the file of links: which school followed which")
        parser.add_argument("--dated", type=date.fromisoformat, help="the day of the file, where its name says none")
        parser.add_argument("--dry-run", action="store_true", help="say what it would change, and change nothing")
        parser.add_argument("--show", type=int, default=10, help="how many rows of each kind are printed")
        parser.add_argument("--replace", action="store_true", help="throw away a load that is not finished")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["replace"]:
                for other in RegisterLoad.objects.filter(state__in=UNDER_WAY):
                    throw_away(other, by=BY, now=clock.now())
            load = self.receive(options)
        except (Refusal, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        try:
            self.carry_out(load, **options)
        finally:
            load.refresh_from_db()
            if load.is_under_way:
                throw_away(load, by=BY, now=clock.now())

    def receive(self, options: dict[str, Any]) -> RegisterLoad:
        file, links_file = Path(options["file"]), options["links"] and Path(options["links"])
        given = (links_file.name, _pieces(links_file)) if links_file else None
        register, links = uploads.keep_both((file.name, _pieces(file)), given)
        return receive_load(register, links, by=BY, dated=options["dated"], today=clock.today(), now=clock.now())

    def carry_out(self, load: RegisterLoad, *, dry_run: bool, show: int, **_: Any) -> None:
        read_on(load, now=clock.now())
        self.report(load, show)
        if dry_run:
            self.stdout.write("Nothing is applied: this was a dry run.")
            return
        apply_load(begin_to_apply(load, by=BY), now=clock.now(), today=clock.today())
        load.refresh_from_db()
        if load.state != LoadState.APPLIED:
            raise CommandError(load.why)
        self.stdout.write(self.style.SUCCESS("Applied."))

    def report(self, load: RegisterLoad, show: int) -> None:
        load.refresh_from_db()
        if load.state == LoadState.REFUSED:
            raise CommandError(load.why)
        for line in load_words(load):
            self.stdout.write(line)
        districts = district_names()
        for kind in RowKind:
            rows = load.rows.filter(kind=kind).order_by("number")[:show]
            if rows:
                self.stdout.write(f"\n{kind.label}")
            for row in rows:
                self.stdout.write(f"  row {row.number:,} {row_words(row, districts)}")


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
