"""The controls of forms, drawn without a template for each option.

Selects, inputs and text areas are as Django's own templates draw them; radios, tick boxes and the three boxes of a date
are GOV.UK's. A list's filters and a page of the application hold dozens: measured, a select of 25 choices took 4 ms.
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


def _radios(widget: Widget) -> SafeString:
    return _choices(widget, "radios")


def _tick_boxes(widget: Widget) -> SafeString:
    return _choices(widget, "checkboxes")


def _choices(widget: Widget, plural: str) -> SafeString:
    """Radios or tick boxes; a label with a `hint` has a line beneath."""
    attrs = widget["attrs"]
    return format_html(
        '<div class="govuk-{}{}"{}>{}</div>',
        plural,
        f" {attrs['class']}" if attrs.get("class") else "",
        format_html(' id="{}"', attrs["id"]) if attrs.get("id") else "",
        format_html_join("", "{}{}", (_titled(name, options, plural) for name, options, _ in widget["optgroups"])),
    )


def _titled(name: str | None, options: list[Widget], plural: str) -> tuple[SafeString | str, SafeString]:
    title = format_html('<p class="cd-choices__group">{}</p>', name) if name else ""
    return title, format_html_join("", "{}", ((_choice(one, plural),) for one in options))


def _choice(option: Widget, plural: str) -> SafeString:
    id, hint = option["attrs"].get("id", ""), getattr(option["label"], "hint", "")
    marks = (" checked" if option["selected"] else "") + (" disabled" if option["attrs"].get("disabled") else "")
    beneath = f'<div class="govuk-hint govuk-{plural}__hint" id="{{}}_hint">{{}}</div>'
    return format_html(
        '<div class="govuk-{0}__item"><input class="govuk-{0}__input" type="{1}" name="{2}" value="{3}" id="{4}"{5}{6}>'
        '<label class="govuk-label govuk-{0}__label" for="{4}">{7}</label>{8}</div>',
        plural,
        option["type"],
        option["name"],
        str(option["value"]),
        id,
        marks,
        format_html(' aria-describedby="{}_hint"', id) if hint else "",
        option["label"],
        format_html(beneath, id, hint) if hint else "",
    )


def _date(widget: Widget) -> SafeString:
    boxes = format_html_join("", "{}", ((_box(box),) for box in widget["subwidgets"]))
    return format_html('<div class="govuk-date-input" id="{}">{}</div>', widget["attrs"].get("id", ""), boxes)


def _box(box: Widget) -> SafeString:
    attrs, wrong = box["attrs"], box.get("wrong")
    return format_html(
        '<div class="govuk-date-input__item"><div class="govuk-form-group">'
        '<label class="govuk-label govuk-date-input__label" for="{0}">{1}</label>'
        '<input class="govuk-input govuk-date-input__input govuk-input--width-{2}{3}" type="text" name="{4}" id="{0}"'
        '{5} inputmode="numeric"{6}{7}></div></div>',
        attrs.get("id", ""),
        box["label"],
        4 if box["part"] == "year" else 2,
        " govuk-input--error" if wrong else "",
        box["name"],
        "" if box["value"] in (None, "") else format_html(' value="{}"', str(box["value"])),
        format_html(' autocomplete="{}"', attrs["autocomplete"]) if attrs.get("autocomplete") else "",
        format_html(' aria-invalid="{}"', "true") if wrong else "",
    )


DRAWERS: dict[str, Callable[[Widget], SafeString]] = {
    **{f"{FOLDER}{kind}.html": _input for kind in INPUTS},
    f"{FOLDER}textarea.html": _textarea,
    f"{FOLDER}select.html": _select,
    f"{FOLDER}radio.html": _radios,
    f"{FOLDER}checkbox_select.html": _tick_boxes,
    "ui/forms/widgets/date.html": _date,
}
