"""Which reactions follow which happening. The table itself stands in `automation/reactions.py`."""

from collections.abc import Callable, Mapping, Sequence

from cadre.journal.models import Entry
from cadre.lib.happenings import Happening

type_of_reaction = Callable[[Entry], None]
_by_happening: dict[str, list[str]] = {}
_by_name: dict[str, type_of_reaction] = {}


def connect(table: Mapping[Happening, Sequence[type_of_reaction]]) -> None:
    """Take over the table. A reaction's name is `<room>.<function>`."""
    _by_happening.clear()
    _by_name.clear()
    for happening, reactions in table.items():
        _by_happening[happening.key] = [name_of(reaction) for reaction in reactions]
        _by_name.update({name_of(reaction): reaction for reaction in reactions})


def name_of(reaction: type_of_reaction) -> str:
    return f"{reaction.__module__.split('.')[1]}.{reaction.__name__}"


def names_for(happening_key: str) -> list[str]:
    return _by_happening.get(happening_key, [])


def named(name: str) -> type_of_reaction:
    """The reaction called `name`. Raises LookupError for one that is no longer connected."""
    if name not in _by_name:
        raise LookupError(f"No reaction is called {name}.")
    return _by_name[name]
