"""The office's list of applications, and views of it."""

import re
from html import unescape
from urllib.parse import urlencode

from django.test import Client

from cadre.applications.actions.submission import index_application
from cadre.applications.states import State
from cadre.people.models import User
from cadre.saved_views.actions import save_view
from cadre.saved_views.models import SavedView
from tests import world

LIST = "/office/applications/"
OWN = "/account/views/"
NEW = f"{OWN}new/"
WAITING = "columns=state&sort=name&state=submitted"


def people(*names: str) -> None:
    offering = world.an_offering()
    for name in names:
        index_application(world.an_application(name, state=State.SUBMITTED, offering=offering), school="")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def a_view(
    by: User, name: str = "Waiting", query: str = WAITING, *, share: bool = False, path: str = LIST
) -> SavedView:
    return save_view(path, query, name=name, share=share, by=by, now=world.NOW)


def sent(client: Client, name: str, query: str = WAITING, path: str = LIST, **more: str):
    return client.post(f"{NEW}?{urlencode({'list': path, 'query': query})}", {"name": name, **more})


def links_above(client: Client, address: str = LIST) -> list[tuple[str, str, bool]]:
    """(words, where it leads, whether it is the present one) of each view above the list."""
    page = client.get(address).content.decode()
    row = re.search(r'<nav class="cd-views".*?</nav>', page, re.S)
    found = re.findall(r'<a href="([^"]*)"( aria-current="true")?>(.*?)</a>', row[0] if row else "", re.S)
    return [(" ".join(re.sub("<[^>]+>", " ", said).split()), unescape(href), bool(now)) for href, now, said in found]
