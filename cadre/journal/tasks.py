from django.db import transaction
from django_tasks import task

from cadre.journal import reactions
from cadre.journal.models import Reaction
from cadre.lib import clock


@task()
def react(reaction_id: int) -> None:
    """Carry out one reaction, once: its effects and its being done are one transaction."""
    with transaction.atomic():
        reaction = Reaction.objects.select_for_update(of=("self",)).select_related("entry").get(pk=reaction_id)
        if reaction.done_at:
            return
        reactions.named(reaction.name)(reaction.entry)
        reaction.done_at = clock.now()
        reaction.save(update_fields=["done_at"])
