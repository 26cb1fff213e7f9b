"""The import of a register as long as the public one: rows per second, and the most memory it takes.

Each run is a process of its own on the same database, so that its memory is its own. The first load finds everything
new, which is the most there is to do; the second finds everything as it is.
"""

import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from bench.register_file import districts, rows, write, write_links
from bench.stage import ROOT

SCHOOLS = 52_000
MOST_MEGABYTES, MOST_SECONDS = 300, 60


def files(folder: Path, day: date) -> tuple[Path, Path]:
    """A register of SCHOOLS invented schools, some 60 MB, and its links."""
    register = write(folder / f"edubasealldata{day:%Y%m%d}.csv", rows(SCHOOLS, districts(), day=day))
    return register, write_links(folder / "links.csv", SCHOOLS, day=day)


def load(register: Path, links: Path) -> tuple[float, float]:
    """(seconds, most megabytes) of one import, from the start of its process to its end. Raises CalledProcessError."""
    command = [sys.executable, "-m", "bench.loads", str(register), str(links)]
    started = time.perf_counter()
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return time.perf_counter() - started, float(said.stdout.split()[-1])


def main() -> None:
    """Import the files named, and say how many megabytes that took at its most."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("import_schools", sys.argv[1], links=sys.argv[2], show=0)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
