"""Reactions for proofs. Each leaves a row per time it took effect, and a file per time it was begun."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from cadre.journal import reactions
from cadre.journal.models import Entry
from cadre.lib.happenings import happening
from cadre.messages.mail import kind

PROBED = happening("proof.probed", "{by} probed {subject}")
SLOW = happening("proof.slow", "{by} began something slow with {subject}")
POISON = happening("proof.poison", "{by} poisoned {subject}")
ENDLESS = happening("proof.endless", "{by} began something endless with {subject}")
COMMITTING = happening("proof.committing", "{by} began to keep something of {subject} and did not finish")
DEADLY = happening("proof.deadly", "{by} began something deadly with {subject}")

ORDINARY = kind("proof.ordinary", name="Proof", fields={"name": "a name"}, text="Subject: Proof\n\nDear {{ name }},")
CAREFUL = kind(
    "proof.careful",
    name="Proof, careful",
    fields={"name": "a name"},
    careful=True,
    text="Subject: C\n\nDear {{ name }},",
)


def effect(entry: Entry) -> None:
    """Takes effect, once per call."""
    connection.cursor().execute("INSERT INTO proof_effect (name) VALUES (%s)", [f"{entry.happening}:{entry.pk}"])


def slow_effect(entry: Entry) -> None:
    """Takes effect, tells by a file that it has, and then takes a second before it is done."""
    effect(entry)
    begun(entry.pk).touch()
    time.sleep(float(os.environ.get("PROOF_SLOW", "1")))


def poison(entry: Entry) -> None:
    """Fails every time."""
    effect(entry)
    raise ValueError(f"Poisoned by {entry.subject_label}.")


def endless(entry: Entry) -> None:
    """Never ends by itself."""
    effect(entry)
    while True:
        time.sleep(0.01)


def endless_commit(entry: Entry) -> None:
    """Never ends by itself: on PostgreSQL its transaction takes long to commit; see `create_table`."""
    effect(entry)
    with begun(entry.pk).open("a") as tries:
        tries.write("I")
    while connection.vendor != "postgresql":
        effect(entry)


def deadly(entry: Entry) -> None:
    """Ends its own worker, as one does that takes all the memory there is."""
    os.kill(os.getpid(), signal.SIGKILL)


SLOW_TO_COMMIT = """
CREATE OR REPLACE FUNCTION proof_wait() RETURNS trigger LANGUAGE plpgsql
    AS 'BEGIN PERFORM pg_sleep(20); RETURN NULL; END';
CREATE CONSTRAINT TRIGGER proof_wait AFTER INSERT ON proof_effect DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.name LIKE 'proof.committing:%') EXECUTE FUNCTION proof_wait();
"""
TABLE = {
    PROBED: [effect],
    SLOW: [slow_effect],
    POISON: [poison],
    ENDLESS: [endless],
    COMMITTING: [endless_commit],
    DEADLY: [deadly],
}


def connect() -> None:
    reactions.connect(TABLE)


@contextmanager
def connected() -> Iterator[None]:
    """The probe's table instead of the product's, for a while."""
    before = dict(reactions._by_happening), dict(reactions._by_name)
    connect()
    try:
        yield
    finally:
        for table, kept in zip((reactions._by_happening, reactions._by_name), before, strict=True):
            table.clear()
            table.update(kept)


def create_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE proof_effect (name varchar(80) NOT NULL)")
        if connection.vendor == "postgresql":
            cursor.execute(SLOW_TO_COMMIT)


def effects() -> dict[str, int]:
    """How often each took effect, by `<happening>:<entry>`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, count(*) FROM proof_effect GROUP BY name")
        return dict(cursor.fetchall())


def begun(entry_id: int) -> Path:
    return Path(os.environ["PROOF_FOLDER"]) / f"begun-{entry_id}"
