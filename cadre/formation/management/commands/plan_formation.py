"""`manage.py plan_formation INSTANCE.json --out PLAN.json`: who sits where, from a file; needs no database."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cadre.lib.words import counted

BAD_FILE = 2


class Command(BaseCommand):
    help = "Plans the groups of an instance file: who sits where, which groups run, and how near that is to the best."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("instance", type=Path, metavar="INSTANCE.json")
        parser.add_argument("--out", type=Path, required=True, metavar="PLAN.json", help="where the plan is written")
        parser.add_argument("--reasons", type=Path, metavar="REASONS.json", help="write there why, for each of them")

    def handle(self, *args: Any, **options: Any) -> None:
        from cadre.formation.solver.checker import faults_of
        from cadre.formation.solver.plan import plan_for
        from cadre.formation.solver.reading import BadInstance, read, said_in

        text = self._text(options["instance"])
        try:
            said = said_in(text)
            instance = read(said)
        except BadInstance as bad:
            number = len(bad.faults)
            raise CommandError(
                f"{options['instance']} cannot be planned; {counted(number, 'thing is', 'things are')} wrong"
                f" with it:\n{bad}",
                returncode=BAD_FILE,
            ) from bad
        except (ValueError, RecursionError) as broken:
            raise CommandError(f"{options['instance']} is not JSON: {broken}", returncode=BAD_FILE) from broken
        plan = plan_for(instance)
        written = plan.as_json()
        if faults := faults_of(said, written):
            raise CommandError("The plan is not sound, and was not written:\n" + "\n".join(faults[:20]))
        self._write(options["out"], written)
        if options["reasons"]:
            self._write(options["reasons"], _reasons(plan))
        self.stdout.write(_summary(plan))

    def _text(self, path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except OSError as missing:
            raise CommandError(f"{path} cannot be read: {missing.strerror}.", returncode=BAD_FILE) from missing
        except UnicodeDecodeError as broken:
            raise CommandError(f"{path} is not JSON: {broken}", returncode=BAD_FILE) from broken

    def _write(self, path: Path, value: Any) -> None:
        try:
            path.write_text(json.dumps(value, ensure_ascii=False) + "\n", encoding="utf-8")
        except OSError as refused:
            raise CommandError(f"{path} cannot be written: {refused.strerror}.", returncode=BAD_FILE) from refused


def _reasons(plan: Any) -> dict[str, Any]:
    from cadre.formation.solver.reasons import reasons_for_partners, reasons_for_people

    people = reasons_for_people(plan.network, plan.seating)
    partners = reasons_for_partners(plan.network, plan.seating)
    return {
        "people": {who: reason.as_json() for who, reason in people.items()},
        "partners": {partner: reason.as_json() for partner, reason in partners.items()},
    }


def _summary(plan: Any) -> str:
    from cadre.formation.solver.hand import by_hand

    instance = plan.seating.instance
    hand = by_hand(instance)
    people = len(instance.applicants)
    rows = [
        (name, *of.levels, people - of.levels[1], int(of.runs.sum()))
        for name, of in (("plan", plan.seating), ("by hand", hand))
    ]
    lines = [
        f"{people:,} applicants, {len(instance.partners):,} partners; {plan.seconds:.1f} s, {plan.peak_mb:.0f} MB."
    ]
    lines.append(f"{'':<10}{'preferred':>10}{'seated':>10}{'km':>12}{'nowhere':>10}{'running':>10}")
    lines += [f"{name:<10}{a:>10,}{b:>10,}{km:>12,.1f}{none:>10,}{run:>10,}" for name, a, b, km, none, run in rows]
    lines.append(f"{'bound':<10}{plan.bounds[0]:>10,}{plan.bounds[1]:>10,}")
    gaps = [_gap(reached, bound) for reached, bound in zip(plan.seating.levels, plan.bounds, strict=False)]
    lines.append(f"{'gap':<10}{gaps[0]:>10}{gaps[1]:>10}")
    return "\n".join(lines)


def _gap(reached: float, bound: int) -> str:
    return f"{(1 - reached / bound if bound else 0):.2%}"
