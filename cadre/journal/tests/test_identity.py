"""A dead worker is known by its name, and a living or distant one is never taken for dead."""

import os
import subprocess
import sys

import pytest

from cadre.journal import identity


def name_of(pid: int) -> str:
    return f"{identity._place()}-{pid}-abcd1234"


def test_this_worker_lives():
    assert not identity.is_gone(identity.my_id())
    assert len(identity.my_id()) <= 64


def test_an_earlier_worker_of_the_same_number_is_gone():
    assert identity.is_gone(name_of(os.getpid()))


def test_a_worker_that_ended_is_gone_also_before_anybody_asks_after_it():
    process = subprocess.Popen([sys.executable, "-c", "pass"])
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert identity.is_gone(name_of(process.pid))
    process.wait()
    assert identity.is_gone(name_of(process.pid))


def test_a_living_worker_is_not_gone():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        assert not identity.is_gone(name_of(process.pid))


@pytest.mark.parametrize("worker", ["", "elsewhere-1-abcd", "odd", "a-b-c"])
def test_nobody_knows_about_a_worker_elsewhere(worker):
    assert not identity.is_gone(worker)
