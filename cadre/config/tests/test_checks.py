import pytest
from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from cadre.config.checks import SQLITE, sqlite_errors, sqlite_keeps_every_write

WAL = "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON;"


@pytest.mark.parametrize(
    ("options", "errors"),
    [
        ({"transaction_mode": "IMMEDIATE", "init_command": WAL}, []),
        ({"transaction_mode": "IMMEDIATE", "init_command": "pragma journal_mode = wal"}, []),
        ({"transaction_mode": "DEFERRED", "init_command": WAL}, ["cadre.E001"]),
        ({"init_command": WAL}, ["cadre.E001"]),
        ({"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=DELETE"}, ["cadre.E002"]),
        ({}, ["cadre.E001", "cadre.E002"]),
    ],
)
def test_sqlite_is_taken_only_where_no_write_is_lost(options, errors):
    assert [error.id for error in sqlite_errors("default", options)] == errors


def test_the_check_runs_with_every_command(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES, "planted", {"ENGINE": SQLITE, "OPTIONS": {}})
    with pytest.raises(SystemCheckError, match="“planted” does not begin"):
        call_command("check", "--tag", "cadre")
    assert not set(sqlite_keeps_every_write.tags) & {Tags.database}


def test_the_settings_of_this_project_pass():
    assert sqlite_keeps_every_write() == []
