"""One step that makes a room's tables: each stands with what was added to it, and nothing else can be added."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from cadre.config.tables import CreateModels


def a_table(name: str) -> migrations.CreateModel:
    return migrations.CreateModel(name, [("id", models.BigAutoField(primary_key=True))])


def a_link(model: str, to: str) -> migrations.AddField:
    return migrations.AddField(model, "other", models.ForeignKey(to, models.PROTECT, null=True))


@pytest.mark.django_db(transaction=True)
def test_tables_that_name_one_another_are_made_whole_and_dropped_again():
    unique = migrations.AddConstraint("first", models.UniqueConstraint(fields=["other"], name="one_other"))
    step = CreateModels([a_table("First"), a_table("Second"), a_link("first", "x.Second"), unique])
    before, after = ProjectState(), ProjectState()
    step.state_forwards("x", after)
    with connection.schema_editor() as editor:
        step.database_forwards("x", editor, before, after)
    with connection.cursor() as cursor:
        columns = [one.name for one in connection.introspection.get_table_description(cursor, "x_first")]
        constraints = connection.introspection.get_constraints(cursor, "x_first")
    assert columns == ["id", "other_id"]
    assert constraints["one_other"]["unique"]
    with connection.schema_editor() as editor:
        step.database_backwards("x", editor, after, before)
    assert not {"x_first", "x_second"} & set(connection.introspection.table_names())


def test_what_another_step_made_is_not_added_to():
    with pytest.raises(ValueError, match="Not made in this step: third"):
        CreateModels([a_table("First"), a_link("Third", "x.First")])
