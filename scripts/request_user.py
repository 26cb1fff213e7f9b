"""A mypy plugin: `request.user` is a `User`.

Django types it as a user or an anonymous one. Every view of ours stands behind `@page`, which lets nobody without an
account into a page that acts for somebody, so the second half would be a lie that each view had to argue with.
"""

from collections.abc import Callable

from mypy.plugin import AttributeContext, Plugin
from mypy.types import Instance, Type
from mypy_django_plugin.lib import helpers


class RequestUser(Plugin):
    def get_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        return user_of_request if fullname == "django.http.request.HttpRequest.user" else None


def user_of_request(context: AttributeContext) -> Type:
    user = helpers.lookup_fully_qualified_typeinfo(helpers.get_typechecker_api(context), "cadre.people.models.User")
    return Instance(user, []) if user else context.default_attr_type


def plugin(_version: str) -> type[Plugin]:
    return RequestUser
