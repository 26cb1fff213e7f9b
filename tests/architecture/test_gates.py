import pytest

from tests.architecture.gates import GATES, faults
from tests.architecture.plants import CAUGHT, LEFT_ALONE
from tests.architecture.tree import files, source


def test_the_house_keeps_every_gate():
    """Each file is read once, through all gates."""
    found = [f"{name}: {fault}" for path in files() for name in GATES for fault in faults(name, path, source(path))]
    assert found == [], "\n" + "\n".join(found)


@pytest.mark.parametrize(("name", "path", "text"), [(name, *plant) for name in GATES for plant in CAUGHT[name]])
def test_every_gate_catches_its_planted_fault(name, path, text):
    assert len(faults(name, path, text)) >= 1


@pytest.mark.parametrize(("name", "path", "text"), [(name, *plant) for name in GATES for plant in LEFT_ALONE[name]])
def test_no_gate_catches_a_near_miss(name, path, text):
    assert faults(name, path, text) == []


@pytest.mark.parametrize(("name", "path"), [(name, path) for name in GATES for path in sorted(GATES[name].excused)])
def test_an_excuse_is_still_needed(name, path):
    assert list(GATES[name].find(path, source(path))), f"{path} no longer needs its excuse from {name}"
