"""Sponsors for tests: asked, with the link that was mailed to them."""

import re

from cadre.applications import actions
from cadre.applications.models import Application, Sponsorship
from cadre.messages.models import Message
from cadre.messages.queries import as_sent
from cadre.programmes.models import Offering, Qualification
from tests import world

HEAD = "head@brackenmoor.example"
RATINGS = {
    "commitment": 4,
    "collaboration": 3,
    "personal_drive": 3,
    "resilience": 2,
    "awareness": 3,
    "integrity": 4,
    "respect": 1,
}


def asked(application: Application, *, now=world.NOW) -> Sponsorship:
    """The application's sponsor, asked by mail."""
    made = actions.ask_sponsor(application, now=now)
    assert made
    return made


def named(name: str = "Amina Yusuf", *, email: str = HEAD, sponsor: str = "Margaret Tolley", **facts) -> Application:
    """An application that names a sponsor, whom nobody has asked yet."""
    facts = {"state": "submitted", "payer": "school", "funding": "school", "purchase_order": "", **facts}
    return world.an_application(name, sponsor_name=sponsor, sponsor_email=email, **facts)


def gateway() -> Offering:
    """An offering before which a sponsor rates behaviours."""
    Qualification.objects.filter(pk=world.a_qualification("NPQH").pk).update(needs_gateway=True)
    return world.an_offering("NPQH")


def mails(kind: str, to: str = "") -> list[Message]:
    found = Message.objects.filter(kind=f"applications.sponsor_{kind}").order_by("created_at", "pk")
    return list(found.filter(to=to) if to else found)


def path_in(message: Message) -> str:
    """The way in that a mail holds, without the site's address."""
    return re.search(r"https?://[^/]+(/go/\S+)", as_sent(message).text).group(1)


def token_in(message: Message) -> str:
    return path_in(message).split("/")[3]
