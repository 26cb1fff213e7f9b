"""Several write the words of one mail, and several put them into use, in one moment: one does, the others are told."""

import pytest

from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from cadre.messages import actions, mail
from cadre.messages.models import Template
from cadre.messages.states import TEMPLATE_ACTIVATED
from tests import world
from tests.proofs.processes import at_once
from tests.proofs.test_offers_from_the_waiting_list import when_connected

pytestmark = pytest.mark.race
PRESSES = 12


@pytest.fixture
def kind(proof_db) -> mail.Kind:
    return mail.kind_named("staffing.invitation_past")


def written(kind: mail.Kind, number: int) -> list[Template]:
    """So many versions of its words, by somebody who is nobody here."""
    said = {"kind": kind.key, "subject": kind.subject, "body": kind.body, "saved_at": clock.now()}
    return [Template.objects.create(version=one, saved_by_name="Omar", **said) for one in range(1, number + 1)]


def told(answers) -> list[type]:
    return [type(one.fault) for one in answers if one.fault]


def test_one_version_is_put_into_use_once(kind):
    ruth, (version,) = world.an_officer(), written(kind, 1)

    def press(_: int) -> None:
        when_connected(lambda: actions.activate_template(version, now=clock.now(), by=ruth))

    assert told(at_once(PRESSES, press)) == [Refusal] * (PRESSES - 1)
    assert Entry.objects.filter(happening=TEMPLATE_ACTIVATED.key).count() == 1


def test_of_several_versions_the_last_one_pressed_is_in_use_and_nothing_breaks(kind):
    ruth, versions = world.an_officer(), written(kind, PRESSES)

    def press(number: int) -> None:
        when_connected(lambda: actions.activate_template(versions[number], now=clock.now(), by=ruth))

    assert told(at_once(PRESSES, press)) == []
    last = Entry.objects.filter(happening=TEMPLATE_ACTIVATED.key).latest("pk")
    assert str(Template.objects.get(in_use=True).pk) == last.subject_id


def test_a_version_that_somebody_wrote_since_the_newest_was_read_is_a_conflict(kind, monkeypatch):
    ruth, (theirs,) = world.an_officer(), written(kind, 1)
    monkeypatch.setattr(actions, "latest_version", lambda _kind: 0)
    with pytest.raises(Conflict, match="Omar has written version 1 meanwhile") as told_so:
        actions.save_template(kind, subject="Mine", body=kind.body, based_on=0, now=clock.now(), by=ruth)
    assert told_so.value.theirs == {"subject": theirs.subject, "body": theirs.body, "version": 1}
