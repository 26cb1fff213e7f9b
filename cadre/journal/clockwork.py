"""What the worker does as time passes, whoever asked for it. Rooms above register; the journal stays low.

`register("automation.run_due", run_due, every=timedelta(seconds=5))` in an AppConfig's `ready()`.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from traceback import format_exc

from cadre.journal.models import Tick
from cadre.journal.queue import real_now

logger = logging.getLogger("cadre.work")


@dataclass(frozen=True)
class Duty:
    name: str
    call: Callable[[], object]
    every: timedelta


_duties: dict[str, Duty] = {}


def register(name: str, call: Callable[[], object], *, every: timedelta) -> None:
    """Have `call()` run about `every` so often by one of the workers. It must be safe to repeat.

    It runs outside a transaction, and only its next turn waits when it fails.
    """
    _duties[name] = Duty(name, call, every)


def run_due_duties(now: datetime | None = None) -> list[str]:
    """Run each duty whose time has come and that no other worker has taken. The names that ran."""
    now = now or real_now()
    ran = []
    for duty in list(_duties.values()):
        if _take(duty, now):
            ran.append(duty.name)
            _run(duty)
    return ran


def _take(duty: Duty, now: datetime) -> bool:
    """Whether this worker is the one to run it now: one conditional update decides."""
    if Tick.objects.filter(name=duty.name, ran_at__gt=now - duty.every).exists():
        return False
    if Tick.objects.filter(name=duty.name, ran_at__lte=now - duty.every).update(ran_at=now):
        return True
    return Tick.objects.get_or_create(name=duty.name, defaults={"ran_at": now})[1]


def _run(duty: Duty) -> None:
    try:
        duty.call()
        fault = ""
    except Exception:
        logger.exception("The duty %s failed", duty.name)
        fault = format_exc()[-4000:]
    Tick.objects.filter(name=duty.name).exclude(fault=fault).update(fault=fault)
