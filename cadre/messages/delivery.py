"""Sending what is queued: by whom, in which order of “hand over” and “mark”, and what happens after a crash.

An ordinary message is handed over and then marked: a worker killed in between sends it once more, under the same
Message-ID. A careful one is marked before, so after a crash nobody knows whether it went: it waits for a human.
See docs/decisions for what was measured.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django_tasks import task

from cadre.journal import identity, queue
from cadre.lib import clock
from cadre.messages import transport
from cadre.messages.models import KEYS, Message
from cadre.messages.queries import as_sent
from cadre.messages.sealing import SealBroken
from cadre.messages.states import MESSAGE

CAREFUL_LEASE = timedelta(minutes=10)
DELAYS = [timedelta(seconds=s) for s in (10, 60, 300, 900, 3600, 3 * 3600, 8 * 3600, 12 * 3600)]


@task(queue_name="mail")
def send_message(message_id: str) -> None:
    """Hand one message to the mail server, unless that was done already."""
    deliver(UUID(message_id))


def enqueue_sending(messages: Sequence[Message], *, run_after: datetime | None = None) -> None:
    """Queue the sending of messages; an attempt that is queued already is not queued twice."""
    if messages:
        ids = [uuid5(KEYS, f"send:{message.pk}:{message.attempts}") for message in messages]
        queue.enqueue(send_message, [(str(message.pk),) for message in messages], ids=ids, run_after=run_after)


def deliver(message_id: UUID) -> None:
    """One attempt: claim the message, hand it over, write down what became of it."""
    if not _claim(message_id):
        return
    message = Message.objects.prefetch_related("attachments__document").get(pk=message_id)
    try:
        left_out = transport.hand_over(as_sent(message))
    except transport.NotTaken as fault:
        _postpone(message, str(fault))
    except transport.Unclear as fault:
        if message.careful:
            _settle(message, "doubted", f"The connection broke while it was handed over: {fault}")
        else:
            _postpone(message, str(fault))
    except (transport.Refused, SealBroken) as fault:
        _settle(message, "given_up", str(fault))
    else:
        message.channel, message.sent_at = transport.channel(), clock.now()
        forget_secrets(message)
        _settle(message, "handed_over", f"Not taken for {', '.join(left_out)}." if left_out else "")


def _claim(message_id: UUID) -> bool:
    """Whether this worker is the one to send it now. One conditional update, so that two workers never both are."""
    now = queue.real_now()
    mine = {"state": "sending", "claimed_at": now, "claimed_by": identity.my_id(), "attempts": F("attempts") + 1}
    if Message.objects.filter(pk=message_id, state="queued").update(**mine):
        return True
    message = Message.objects.filter(pk=message_id, state="sending").first()
    if message is None or message.claimed_at is None:
        return False
    lease = CAREFUL_LEASE if message.careful else queue.time_limit()
    if not identity.is_gone(message.claimed_by) and now < message.claimed_at + lease:
        enqueue_sending([message], run_after=message.claimed_at + lease)
        return False
    left = Message.objects.filter(pk=message_id, state="sending", claimed_at=message.claimed_at)
    if message.careful:
        left.update(
            state=MESSAGE.after("doubted", "sending"), last_error="The sending was cut short. It may have gone."
        )
        return False
    return bool(left.update(**mine))


def _postpone(message: Message, fault: str) -> None:
    """Back into the queue, later each time; given up after a day."""
    if message.attempts > len(DELAYS):
        _settle(message, "given_up", fault)
        return
    wait = DELAYS[message.attempts - 1]
    with transaction.atomic():
        message.next_try_at = clock.now() + wait
        if _settle(message, "postponed", fault):
            enqueue_sending([message], run_after=queue.real_now() + wait)


def _settle(message: Message, verb: str, fault: str) -> bool:
    """Write down what became of the attempt, unless somebody took the message over meanwhile."""
    message.state, message.last_error = MESSAGE.after(verb, "sending"), fault
    if message.state != "queued":
        message.next_try_at = None
    names = ("state", "last_error", "next_try_at", "channel", "sent_at", "secrets")
    mine = Message.objects.filter(pk=message.pk, state="sending", claimed_at=message.claimed_at)
    return bool(mine.update(**{name: getattr(message, name) for name in names}))


def forget_secrets(message: Message) -> None:
    """Blank the personal links of a message that has gone. Demo mode keeps them for its mail page."""
    if not settings.DEMO:
        message.secrets = ""


def take_back_lost(now: datetime | None = None) -> int:
    """Queue again what waits without a task, or whose sender died: a second net, run by the worker's clock."""
    now, lease = now or queue.real_now(), queue.time_limit()
    lost = Message.objects.filter(
        Q(state="queued", next_try_at=None, created_at__lt=clock.now() - lease)
        | Q(state="queued", next_try_at__lt=clock.now() - lease)
        | Q(state="sending", careful=False, claimed_at__lt=now - lease)
        | Q(state="sending", careful=True, claimed_at__lt=now - CAREFUL_LEASE)
    ).only("pk", "attempts")[:500]
    enqueue_sending(list(lost))
    return len(lost)
