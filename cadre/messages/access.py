"""Who sees messages: operations all of them, finance and quality that they were sent, and nobody the personal links.

The room lies below `people`, so it is told the roles that opened the page. See `notification_log` and
`message_template` in the access matrix.
"""

from collections.abc import Collection

from cadre.messages.models import Message, MessageQuerySet, Template, TemplateQuerySet
from cadre.messages.states import MESSAGE

LISTS = {"ops", "finance", "quality"}
READS = {"ops"}
WRITES = {"ops", "finance", "marketing"}


def messages_visible_to(roles: Collection[str]) -> MessageQuerySet:
    """The rows of the outbox list, without what they say."""
    return Message.objects.for_lists() if LISTS & set(roles) else Message.objects.none()


def messages_readable_by(roles: Collection[str]) -> MessageQuerySet:
    """The messages whose words may be read."""
    return Message.objects.all() if may_read(roles) else Message.objects.none()


def may_read(roles: Collection[str]) -> bool:
    return bool(READS & set(roles))


def verbs_open_to(roles: Collection[str], message: Message) -> list[str]:
    """What may be done about this message now, by the workflow's own verbs."""
    verbs = ("released", "held", "sent_again", "marked_as_sent", "discarded")
    return [verb for verb in verbs if MESSAGE.allows(verb, message.state)] if may_read(roles) else []


def templates_visible_to(roles: Collection[str]) -> TemplateQuerySet:
    return Template.objects.all() if WRITES & set(roles) else Template.objects.none()


def may_activate(user_id: int, template: Template) -> bool:
    """Somebody else than its writer puts a version into use."""
    return not template.in_use and template.saved_by_id != user_id
