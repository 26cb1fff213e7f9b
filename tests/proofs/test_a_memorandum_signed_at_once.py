"""However many press at once, one person signs a memorandum for each side, and what was recalled is not signed.

The control leaves out the locks, and then a recalled memorandum carries a signature.
"""

import time

import pytest

from cadre.documents.models import Signature
from cadre.documents.rehearsing import undrawn
from cadre.documents.signing import Signing
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.partners import actions, reference
from cadre.partners.actions import signing
from cadre.partners.models import Memorandum, Partner
from cadre.partners.states import MemorandumState
from tests import world
from tests.proofs.processes import at_once

pytestmark = pytest.mark.race
CROWD = 12
NOW, TODAY = world.NOW, world.TODAY


@pytest.fixture
def row(proof_db) -> Memorandum:
    """With its partner to sign."""
    reference.load(TODAY)
    world.a_size_rule(), world.a_qualification()
    partner, ruth = world.a_partner(signed_on=None), world.an_officer()
    world.a_partner_lead(partner)
    with undrawn():
        made = actions.draft_memorandum(partner, by=ruth, today=TODAY, now=NOW)
        return actions.send_memorandum(made, by=ruth, today=TODAY, now=NOW)


def press(row: Memorandum, name: str) -> Signing:
    return Signing(name, "Head", "I have authority", row.document.sha256)


def sign(row: Memorandum, name: str) -> Memorandum:
    return actions.sign_memorandum(row, press(row, name), by=System(name), now=NOW)


def faults(answers) -> list[Exception]:
    """What was raised that is no refusal."""
    return [answer.fault for answer in answers if answer.fault and not isinstance(answer.fault, Refusal)]


def test_of_two_people_one_signs_and_the_others_read_who(row):
    answers = at_once(CROWD, lambda n: sign(row, "Ada" if n % 2 else "Ben"))
    kept = Signature.objects.get()
    other = "Ben" if kept.name == "Ada" else "Ada"
    said = {(("Ada" if n % 2 else "Ben"), str(answer.fault or "")) for n, answer in enumerate(answers)}
    assert said == {(kept.name, ""), (other, f"{kept.name}, Head, has signed this already.")}
    assert Entry.objects.filter(happening="partners.memorandum_signed").count() == 1


def test_a_dozen_countersignatures_put_it_into_force_once(row):
    sign(row, "Ada")

    def counter(_: int) -> Memorandum:
        with undrawn():
            return actions.countersign(row, press(row, "Ruth"), by=System("Ruth"), today=TODAY, now=NOW)

    assert [answer.fault for answer in at_once(CROWD, counter)] == [None] * CROWD
    assert (Memorandum.objects.get().state, Partner.objects.get().signed_on) == (MemorandumState.IN_FORCE, TODAY)
    assert Message.objects.filter(kind="partners.memorandum_in_force").count() == 2


def recalled_against_signed(row: Memorandum) -> tuple[list[Exception], list[str], str]:
    """The faults, what happened in its order, and the state it is left in."""

    def act(n: int) -> Memorandum:
        if n == 0:
            return actions.recall_memorandum(row, reason="A wrong date", by=System("Ruth"), now=NOW)
        return sign(row, "Ada")

    answers = at_once(CROWD, act)
    order = Entry.objects.filter(happening__in=("partners.memorandum_signed", "partners.memorandum_recalled"))
    return faults(answers), [e.happening.split("_")[1] for e in order.order_by("pk")], Memorandum.objects.get().state


def test_a_recall_beside_signing_came_after_it_or_the_signing_is_refused(row):
    found, order, state = recalled_against_signed(row)
    assert (found, state) == ([], MemorandumState.RECALLED)
    assert order in (["recalled"], ["signed", "recalled"])
    assert Signature.objects.count() == len(order) - 1


@pytest.mark.postgres
def test_without_the_lock_a_recalled_memorandum_is_signed(row, monkeypatch):
    """The control: the state is read, the recall comes, and the press goes on."""

    def unlocked(memorandum: Memorandum) -> Memorandum:
        found = Memorandum.objects.select_related("partner", "text", "document", "replaces").get(pk=memorandum.pk)
        time.sleep(0.3)
        return found

    monkeypatch.setattr(signing, "hold", unlocked)
    _, order, state = recalled_against_signed(row)
    assert (order[-1], state) == ("signed", MemorandumState.SIGNED)
