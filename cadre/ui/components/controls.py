"""Selects, inputs and text areas, drawn as Django's own templates draw them, without a template for each option.

A list's filters and a page of the application hold dozens of them: measured, a select of 25 choices took 4 ms.
"""

from collections.abc import Callable
from typing import Any

from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
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
    groups = format_html_join("", "{}", ((_group(name, options),) for name, options, _ in widget["optgroups"]))
    return format_html('<select name="{}"{}>{}</select>', widget["name"], flatatt(widget["attrs"]), groups)


def _group(name: str | None, options: list[Widget]) -> SafeString:
    drawn = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((str(one["value"]), flatatt(one["attrs"]), one["label"]) for one in options),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', name, drawn) if name else drawn


DRAWERS: dict[str, Callable[[Widget], SafeString]] = {
    **{f"{FOLDER}{kind}.html": _input for kind in INPUTS},
    f"{FOLDER}textarea.html": _textarea,
    f"{FOLDER}select.html": _select,
}
