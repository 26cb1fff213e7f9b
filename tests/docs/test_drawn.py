"""What is drawn from the code stands in docs/ as the code is now."""

from pathlib import Path

import pytest

from cadre.lib.transitions import Workflow
from cadre.portals import drawing

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", sorted(drawing.drawn_documents()))
def test_a_drawn_document_is_not_stale(name):
    assert (ROOT / name).read_text(encoding="utf-8") == drawing.drawn_documents()[name], "Run `make docs`."


def test_a_new_move_makes_the_states_document_stale(monkeypatch):
    before = drawing.state_tables()
    extra = Workflow("planted", {"a": "A", "b": "B"}, {"go": (("a",), "b")}, "a")
    monkeypatch.setattr(drawing, "workflows", lambda: iter([("lib", extra)]))
    assert drawing.state_tables() != before
    assert "| go | A | B |" in drawing.state_tables()
