"""What every template knows: the provider, the menu of this audience, and whether this is the demo."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cadre.lib import clock
from cadre.people.access import AUDIENCES
from cadre.people.roles import roles_of
from cadre.portals.menus import HOMES, Entry, address_of, menu_of, place_of


def site(request: HttpRequest) -> dict[str, Any]:
    """Costs nothing until a page draws its menu."""
    audience, room = place_of(request)

    def menu() -> list[Entry]:
        user = getattr(request, "user", None)
        if audience == "public":
            items = menu_of(audience, (), room=room)
            if user is not None and user.is_authenticated:
                items[-1] = Entry("Your pages", address_of("public:portals:home"), current=False)
            return items
        roles = roles_of(user, today=clock.today(), among=AUDIENCES[audience]) if user else ()
        return menu_of(audience, roles, room=room)

    return {
        "provider": settings.PROVIDER,
        "demo": settings.DEMO,
        "menu": SimpleLazyObject(menu),
        "home_url": SimpleLazyObject(lambda: address_of(HOMES[audience])),
        "account_url": SimpleLazyObject(lambda: address_of("public:portals:account")),
    }
