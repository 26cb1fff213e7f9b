"""Reads for the demo's pages, where anybody may see everything."""

from django.db.models import QuerySet

from cadre.demo.cast import CAST
from cadre.messages.models import Message
from cadre.people.models import User


def people_of_the_cast() -> QuerySet[User]:
    """The accounts that one may sign in as."""
    return User.objects.filter(email__in=[part.email for part in CAST])


def caught_mails(sought: str = "") -> QuerySet[Message]:
    """Every mail, newest first; `sought` is part of an address or a subject."""
    found = Message.objects.for_lists().order_by("-created_at", "-pk")
    return (found.filter(to__icontains=sought) | found.filter(subject__icontains=sought)) if sought else found


def messages_of_the_demo() -> QuerySet[Message]:
    return Message.objects.prefetch_related("attachments__document")
