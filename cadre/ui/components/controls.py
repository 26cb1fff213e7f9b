"""Selects, inputs and text areas, drawn as Django's own templates draw them, without a template for each option.

A list's filters and a page of the application hold dozens of them: measured, a select of 25 choices took 4 ms.
"""

from collections.abc import Callable
from typing import Any

from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

Widget = dict[str, Any]
FOLDER = "django/forms/widgets/"
INPUTS = ("text", "email", "number", "url", "tel", "search", "color", "password", "hidden", "checkbox", "input")


def draw(template_name: str, widget: Widget) -> SafeString | None:
    """The control that the template would draw, or None where only the template knows how."""
    drawer = DRAWERS.get(template_name)
    return drawer(widget) if drawer else None


def _input(widget: Widget) -> SafeString:
    value = "" if widget["value"] is None else format_html(' value="{}"', str(widget["value"]))
    return format_html(
        '<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, flatatt(widget["attrs"])
    )


def _textarea(widget: Widget) -> SafeString:
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>', widget["name"], flatatt(widget["attrs"]), widget["value"] or ""
    )


def _select(widget: Widget) -> SafeString:
    parts = []
    for name, options, _ in widget["optgroups"]:
        drawn = "".join(map(_option, options))
        parts.append(f'<optgroup label="{conditional_escape(name)}">{drawn}</optgroup>' if name else drawn)
    choices = SafeString("".join(parts))
    return format_html('<select name="{}"{}>{}</select>', widget["name"], flatatt(widget["attrs"]), choices)


def _option(option: Widget) -> str:
    value, label = conditional_escape(str(option["value"])), conditional_escape(option["label"])
    return f'<option value="{value}"{flatatt(option["attrs"])}>{label}</option>'


DRAWERS: dict[str, Callable[[Widget], SafeString]] = {
    **{f"{FOLDER}{kind}.html": _input for kind in INPUTS},
    f"{FOLDER}textarea.html": _textarea,
    f"{FOLDER}select.html": _select,
}
