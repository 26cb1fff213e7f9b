"""Parts of the frame are drawn once for each set of what they are told, and never shown to somebody they do not fit."""

import pytest
from django.template import Context, Engine

from cadre.portals.menus import Entry
from cadre.ui.tags import frame


class Person:
    is_authenticated = True

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return self.name


def head(**known) -> str:
    return frame.masthead(Context({"provider": {"name": "Provider"}} | known))


@pytest.fixture
def drawings(monkeypatch):
    """The templates that were drawn, in turn."""
    found = []
    draw = Engine.get_default().get_template
    monkeypatch.setattr(Engine, "get_template", lambda _engine, name: found.append(name) or draw(name))
    frame._kept.cache_clear()
    return found


def test_a_head_is_drawn_once_for_one_person_in_one_place(drawings):
    menu = [Entry("Today", "/office/", current=True)]
    first = head(user=Person("Ruth"), menu=menu)
    assert head(user=Person("Ruth"), menu=list(menu)) == first
    assert drawings == ["ui/layouts/masthead.html"]


def test_nobody_is_shown_the_head_of_another(drawings):
    ruth, dev, stranger = head(user=Person("Ruth")), head(user=Person("Dev <b>")), head()
    assert ["Ruth" in ruth, "Dev &lt;b&gt;" in dev, "Ruth" in dev, "Ruth" in stranger] == [True, True, False, False]
    here, there = (head(menu=[Entry("Today", "/office/", current=current)]) for current in (True, False))
    assert ['aria-current="page"' in here, 'aria-current="page"' in there] == [True, False]
    assert len(drawings) == 5


def test_while_developing_each_is_drawn_anew_as_its_template_may_have_changed(drawings, monkeypatch):
    monkeypatch.setattr(Engine.get_default(), "debug", True)
    assert head() == head()
    assert drawings == ["ui/layouts/masthead.html"] * 2
