"""On PostgreSQL all proofs of a process have one database: each finds it as the first did, whatever the others left."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from cadre.groups.models import Enrolment
from cadre.journal import actions as journal
from cadre.people.states import PERSON_ADDED
from tests import world
from tests.databases import server
from tests.proofs import kept
from tests.proofs.fixtures import NAME

pytestmark = [pytest.mark.race, pytest.mark.postgres]


def whole() -> tuple[dict[str, list[bytes]], dict[str, int | None]]:
    """Every row of every table, and every counter."""
    with server(NAME) as line:
        rows = {name: kept.rows_of(line, name) for (name,) in line.execute(kept.TABLES)}
        return rows, dict(line.execute(kept.SEQUENCES).fetchall())


def number() -> int:
    """By which the server knows the database: another one has another."""
    with server(NAME) as line:
        return line.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()[0]


def write_and_change_and_remove() -> None:
    world.a_group(3)
    with transaction.atomic():
        journal.record(PERSON_ADDED, world.a_user(), by=journal.System("Proof"))
    ContentType.objects.filter(model="group").update(model="flock")
    Permission.objects.filter(codename="add_session").delete()


def test_what_was_written_goes_and_what_was_there_comes_back(proof_db, fresh):
    was, same = whole(), number()
    write_and_change_and_remove()
    assert whole() != was
    connection.close()
    fresh(proof_db.folder)
    assert (whole(), number()) == (was, same)


def test_whoever_holds_rows_still_is_sent_away(proof_db, fresh):
    with server(NAME) as other:
        other.execute("BEGIN")
        other.execute("LOCK TABLE proof_effect")
        fresh(proof_db.folder)
        with pytest.raises(Exception, match="terminat"):
            other.execute("SELECT 1")


def test_without_a_constraint_it_is_made_anew(proof_db, fresh):
    was, same = whole(), number()
    constraint = next(one for one in Enrolment._meta.constraints if "seat" in one.name)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Enrolment, constraint)
    connection.close()
    fresh(proof_db.folder)
    assert number() != same
    assert whole() == was
