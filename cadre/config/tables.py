"""Several tables in one step of a migration.

Django renders the models anew after every operation, all that hang together by foreign keys each time: with a table an
operation, `migrate` from empty took four times as long.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

Said = CreateModel | AddField | AddIndex | AddConstraint


class CreateModels(Operation):
    """All the tables of a room, and what is added to them because it needs a later one. They are rendered once, when
    all is known, and each is made whole: fields, indexes and constraints may only be added to these tables."""

    def __init__(self, models: Sequence[Said]) -> None:
        """Raises ValueError when something is added to a table that is not made here: it would never be added."""
        self.models = models
        made = {one.name_lower for one in self.tables}
        if others := {one.model_name.lower() for one in models if not isinstance(one, CreateModel)} - made:
            raise ValueError(f"Not made in this step: {', '.join(sorted(others))}")

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [], {"models": self.models}

    @property
    def tables(self) -> list[CreateModel]:
        return [one for one in self.models if isinstance(one, CreateModel)]

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        for one in self.models:
            one.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for one in self.tables:
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for one in reversed(self.tables):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {', '.join(one.name for one in self.tables)}"
