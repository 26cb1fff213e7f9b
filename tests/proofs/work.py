"""Worker processes for proofs: `manage.py work`, also with the probe's reactions and, for controls, without a guard."""

import os
from contextlib import nullcontext

from django.core.management import call_command
from django.db.models import QuerySet

from cadre.journal import tasks, worker
from cadre.messages import delivery
from tests.proofs import probe


def the_products() -> None:
    """`manage.py work`, with the product's own reactions."""
    call_command("work")


def probing() -> None:
    """With the probe's reactions, seldom idle, and without the guard that PROOF_WITHOUT names."""
    probe.connect()
    without(os.environ.get("PROOF_WITHOUT", ""))
    call_command("work", interval=0.05)


def without(guard: str) -> None:
    """Switch one guard off, so that a proof can be seen to fail."""
    match guard:
        case "sweep":
            worker.sweep = lambda now: 0
        case "one transaction":
            QuerySet.select_for_update = lambda rows, **_: rows
            tasks.transaction = type("NoTransaction", (), {"atomic": staticmethod(nullcontext)})
        case "catching faults":
            worker._put_back = _raise_it
        case "handing over first":
            delivery.transport.hand_over = _mark_and_hand_over(delivery.transport.hand_over)


def _raise_it(task, fault):
    raise fault


def _mark_and_hand_over(hand_over):
    """The wrong order for a message that must not be lost: it is marked as sent, and handed over afterwards."""

    def marked_first(mail):
        delivery.Message.objects.filter(pk=mail.message_id[1:37]).update(state="sent", channel="smtp")
        return hand_over(mail)

    return marked_first
