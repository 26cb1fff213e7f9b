"""What the worker would have done by a moment, at once: thousands of small tasks would each wait their turn."""

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cadre.lib import clock
from cadre.messages.models import Message

MAIL = "mail"


def work_through() -> None:
    """Carry out every waiting task, and keep every waiting mail as caught. A task that fails stops the loading."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    while rows := list(waiting.exclude(queue_name=MAIL).order_by("-priority", "enqueued_at")):
        for row in rows:
            row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        DBTaskResult.objects.filter(pk__in=[row.pk for row in rows]).delete()
    queued = Message.objects.filter(state="queued")
    queued.update(state="sent", channel="caught", attempts=1, sent_at=clock.now())
    waiting.filter(queue_name=MAIL).delete()
