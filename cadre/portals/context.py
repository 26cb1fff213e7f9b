"""What every template knows: the provider, the menu of this audience, and whether this is the demo."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cadre.lib import clock
from cadre.people.access import AUDIENCES, may_open
from cadre.people.models import User
from cadre.people.roles import roles_of
from cadre.portals.menus import HOMES, Entry, address_of, menu_of, place_of

FIND = "office:portals:find"


def site(request: HttpRequest) -> dict[str, Any]:
    """Costs nothing until a page draws its menu. `may_open` says whether its reader may go to an address."""
    audience, room = place_of(request)

    def reader() -> User | AnonymousUser:
        return getattr(request, "user", None) or AnonymousUser()

    def menu() -> list[Entry]:
        if audience == "public":
            items = menu_of(audience, (), room=room)
            if reader().is_authenticated:
                items[-1] = Entry("Your pages", address_of("public:portals:home"), current=False)
            return items
        return menu_of(audience, roles_of(reader(), today=clock.today(), among=AUDIENCES[audience]), room=room)

    def home() -> str:
        url = address_of(HOMES[audience])
        return url if may_open(reader(), url) else address_of("public:portals:home")

    def find() -> str:
        url = address_of(FIND)
        return url if audience == "office" and may_open(reader(), url) else ""

    return {
        "provider": settings.PROVIDER,
        "demo": settings.DEMO,
        "menu": SimpleLazyObject(menu),
        "home_url": SimpleLazyObject(home),
        "find_url": SimpleLazyObject(find),
        "may_open": lambda url: may_open(reader(), url),
        "account_url": SimpleLazyObject(lambda: address_of("public:portals:account")),
    }
