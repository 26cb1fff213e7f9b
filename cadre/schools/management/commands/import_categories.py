"""A list of district categories from a file: what it would change, and with `--publish` the list in use from a day."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cadre.journal.actions import System
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.schools import sheets
from cadre.schools.actions import publish_upload, upload_categories
from cadre.schools.models import CategoryUpload
from cadre.schools.queries import difference_of
from cadre.schools.rules import Difference, NotAList, Read, read_list

BY = System("The command line")


class Command(BaseCommand):
    help = "Read a list of district categories (.xlsx or .csv) and show what it would change; --publish uses it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--name", required=True)
        parser.add_argument("--source", required=True)
        parser.add_argument("--districts-as-at", required=True, type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--from", dest="from_on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="today")
        parser.add_argument("--complete", action="store_true", help="every district of that day has a category")
        parser.add_argument("--drop", action="store_true", help="districts the file leaves out are not confirmed")
        parser.add_argument("--publish", action="store_true")

    def handle(self, *args: Any, **asked: Any) -> None:
        path: Path = asked["file"]
        read = self.read(path)
        from_on = asked["from_on"] or clock.today()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        upload = CategoryUpload(file_name=path.name, digest=digest, rows=[vars(row) for row in read.rows])
        _, difference = difference_of(upload, from_on=from_on, districts_as_at=asked["districts_as_at"])
        self.tell(read, difference)
        if not asked["publish"]:
            self.stdout.write("Nothing is published. Add --publish to use it.")
            return
        kept = upload_categories(read=read, file_name=path.name, digest=digest, by=BY, now=clock.now())
        try:
            made = publish_upload(
                kept,
                name=asked["name"],
                from_on=from_on,
                districts_as_at=asked["districts_as_at"],
                is_complete=asked["complete"],
                source=asked["source"],
                keep=not asked["drop"],
                by=BY,
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{made} is published, and used from {made.from_on}.")

    def read(self, path: Path) -> Read:
        try:
            with path.open("rb") as file:
                sheet = sheets.read_sheet(file, size=path.stat().st_size)
            found = read_list(sheet.rows)
        except (Refusal, NotAList, OSError) as wrong:
            raise CommandError(str(wrong)) from wrong
        return Read(found.rows, (*sheet.notes, *found.notes))

    def tell(self, read: Read, difference: Difference) -> None:
        for note in read.notes:
            self.stdout.write(note)
        for word, rows in (("added", difference.added), ("changed", difference.changed), ("gone", difference.gone)):
            for one in rows:
                self.stdout.write(f"{word}: {one.code} {one.name}: {one.before} -> {one.after}")
        for row in difference.unknown:
            self.stdout.write(f"unknown code, left out: {row.code} {row.name}")
        for row in difference.other_days:
            self.stdout.write(f"no district of that day: {row.code} {row.name}")
        for code, theirs, ours in difference.names:
            self.stdout.write(f"name: {code} {theirs}, ours is {ours}")
        missing = len(difference.missing)
        self.stdout.write(f"{difference.same} unchanged, {missing} districts of that day not in the file")
