"""How a process of the proofs begins: forked from one that has imported the product, with an environment of its own."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import empty, settings
from django.db import connections

SETTINGS = ("tests.proofs.settings", "cadre.config.testing", "cadre.config.settings")


def begin(act: Callable[[], None], variables: dict[str, str], log: Path, leads_a_group: bool) -> None:
    """Do `act()` with these environment variables and nobody else's. Whatever is said goes to the end of `log`.

    Leading a group, it can be ended together with the processes it starts.
    """
    if leads_a_group:
        os.setsid()
    said = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(said, 1)
    os.dup2(said, 2)
    refuse_unless_loaded()
    os.environ.clear()
    os.environ.update(variables)
    _read_settings_anew()
    act()


def refuse_unless_loaded() -> None:
    """Else each process would import the product anew, which nothing but the clock would tell."""
    if "tests.proofs.loaded" not in sys.modules:
        raise RuntimeError("The product was not imported beforehand: tests/proofs/loaded.py cannot be imported.")


def _read_settings_anew() -> None:
    """By the environment as it is now; and the connections, which keep what they were told of the databases."""
    for name in SETTINGS:
        sys.modules.pop(name, None)
    settings._wrapped = empty
    vars(connections).clear()
    connections.__init__()
