"""Prints how far the forecast and the naive ones are off, on made-up intakes that none of them has seen."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cadre.recruitment.rules.comparison import AHEAD, OURS, compare


class Command(BaseCommand):
    help = "Compare the forecast with naive ones on made-up intakes. The same seed prints the same figures."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="the first of the seeds; each makes five intakes")
        parser.add_argument("--runs", type=int, default=10, help="how many seeds in a row")

    def handle(self, *args: Any, **options: Any) -> None:
        """Mean absolute error in people, by days before the deadline; coverage of the 80 % interval."""
        seeds = range(options["seed"], options["seed"] + max(options["runs"], 1))
        self.stdout.write("Mean error in people. Learned from four intakes, measured on the fifth.\n")
        for days in (*((day,) for day in AHEAD), AHEAD):
            self.stdout.write(f"{days[0]} days before" if len(days) == 1 else "all of these")
            for level, score in compare(seeds, ahead=days).items():
                ours = f"{OURS} {score.error(OURS):.2f}"
                naive = "   ".join(f"{name} {score.error(name):.2f}" for name in score.errors if name != OURS)
                self.stdout.write(f"  {level:<15}{ours}   {naive}")
                self.stdout.write(f"  {'':<15}interval holds {score.coverage:.0%}, {score.width:.1f} people wide")
