from django.db import transaction
from django_tasks import task

from cadre.journal import reactions
from cadre.journal.models import Reaction
from cadre.lib import clock


@task(priority=10)
def react(entry_id: int, name: str) -> None:
    """Carry out one reaction, once: its effects and its being done are one transaction."""
    with transaction.atomic():
        # Read with its lock in one query: an entry never changes, so it is the same before the wait as after.
        owed = Reaction.objects.select_for_update(of=("self",)).select_related("entry")
        reaction = owed.get(entry_id=entry_id, name=name)
        if reaction.done_at:
            return
        reactions.named(reaction.name)(reaction.entry)
        reaction.done_at = clock.now()
        reaction.save(update_fields=["done_at"])
