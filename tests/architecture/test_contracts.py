"""The import contracts hold, and each one breaks when its fault is planted in a copy of the project."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

PLANTS = {
    "upwards": ("floors", "groups/queries.py", "from cadre.finance import models as _planted"),
    "sideways": ("floors", "evaluation/queries.py", "from cadre.finance import models as _planted"),
    "upwards, through a function": (
        "floors",
        "schools/queries.py",
        "def planted():\n    from cadre.portals import context\n    return context",
    ),
    "a room on no floor": ("floors", "cellar/__init__.py", '"""A room nobody listed."""'),
    "an action that imports a view": ("furniture", "groups/actions.py", "from cadre.groups.views import _planted"),
    "a model that imports a query": ("furniture", "groups/models.py", "from cadre.groups import queries as _planted"),
    "a rule that imports Django": ("pure", "groups/rules.py", "from django.utils import timezone as _planted"),
    "a rule that imports its models": ("pure", "groups/rules.py", "from cadre.groups import models as _planted"),
    "a state that reads the clock": ("pure", "groups/states.py", "from cadre.lib import clock as _planted"),
    "lib that imports Django": ("plain", "lib/money.py", "from django.conf import settings as _planted"),
}


def lint(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache", "--contract", contract]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copied(tmp_path_factory) -> Path:
    """The project's Python, where faults can be planted."""
    copy = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / ".importlinter", copy)
    for part in ("cadre", "scripts"):
        kept = shutil.ignore_patterns("__pycache__", "static", "assets", "templates", "tests", "node_modules")
        shutil.copytree(ROOT / part, copy / part, ignore=kept)
    return copy


@pytest.mark.parametrize("contract", ["floors", "furniture", "pure", "plain"])
def test_the_contract_is_kept(copied, contract):
    answer = lint(copied, contract)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("fault", PLANTS)
def test_the_contract_catches_its_planted_fault(copied, fault):
    contract, path, line = PLANTS[fault]
    target = copied / "cadre" / path
    before = target.read_text() if target.exists() else None
    target.parent.mkdir(exist_ok=True)
    target.write_text(f"{before or ''}\n{line}\n")
    try:
        answer = lint(copied, contract)
    finally:
        shutil.rmtree(target.parent) if target.name == "__init__.py" else target.write_text(before or "")
    assert "BROKEN" in answer.stdout, answer.stdout + answer.stderr
