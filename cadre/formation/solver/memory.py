"""How much memory a plan takes above what was there before."""

import resource
import sys
from pathlib import Path

STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def begin() -> float:
    """What this process has now, in MB; from here on its peak is counted, where the system can forget the old one."""
    try:
        RESET.write_text("5")
        return _said("VmRSS")
    except OSError:
        return peak()


def peak() -> float:
    """The most this process has had since, in MB."""
    try:
        return _said("VmHWM")
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / 1024 / 1024 if sys.platform == "darwin" else most / 1024


def _said(name: str) -> float:
    for line in STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise OSError(f"{STATUS} does not say {name}.")
