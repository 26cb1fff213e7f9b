"""The frame of every page: its links to styles, its head with the menu, its foot.

Each part is drawn from what its tag names and nothing else, so that it is drawn once for each set of these in a
process: they were half of what a page cost that has little to say, such as one that refuses.
"""

from functools import lru_cache

from django import template
from django.template import Context, Engine
from django.template.context import BaseContext
from django.utils.safestring import SafeString

register = template.Library()
MOST = 1_000
"""So many parts are kept, of some 2,000 characters each: the heads of everybody who is about, and little else."""


def drawn(name: str, /, **said: object) -> SafeString:
    """The template `name`, which knows what is `said` alone. What is said must be hashable: words, days, tuples."""
    return (_drawn if Engine.get_default().debug else _kept)(name, tuple(said.items()))


def _drawn(name: str, said: tuple[tuple[str, object], ...]) -> SafeString:
    return Engine.get_default().get_template(name).render(Context(dict(said)))


_kept = lru_cache(MOST, typed=True)(_drawn)


@register.simple_tag(takes_context=True)
def frame_links(context: BaseContext) -> SafeString:
    """The page's icon, styles and script, and the provider's colours."""
    return drawn("ui/layouts/links.html", has_colours=bool(_provider(context, "colours")))


@register.simple_tag(takes_context=True)
def masthead(context: BaseContext, kind: str = "", name: str = "") -> SafeString:
    """Whose site it is, the menu, finding anyone, and who is signed in.

    `kind`: office, field, or none; `name` stands for its name.
    """
    user = context.get("user")
    is_signed_in = bool(user is not None and user.is_authenticated)
    return drawn(
        "ui/layouts/masthead.html",
        kind=kind,
        name=name or _provider(context, "name"),
        home_url=str(context.get("home_url") or "/"),
        account_url=str(context.get("account_url") or "/account/"),
        menu=tuple(context.get("menu") or ()),
        find_url=str(context.get("find_url") or "") if kind == "office" else "",
        note=str(context.get("head_note") or ""),
        is_signed_in=is_signed_in,
        user=str(user) if is_signed_in else "",
    )


@register.simple_tag(takes_context=True)
def footer(context: BaseContext, kind: str = "") -> SafeString:
    return drawn("ui/layouts/footer.html", kind=kind, provider=_provider(context, "name"))


def _provider(context: BaseContext, name: str) -> object:
    return (context.get("provider") or {}).get(name, "")
