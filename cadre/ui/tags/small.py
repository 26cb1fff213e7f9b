"""Buttons, tags, glyphs: small things drawn many times a page, so they are written without a template of their own."""

from functools import lru_cache

from django import template
from django.templatetags.static import do_static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cadre.ui.components import track as tracks
from cadre.ui.components import twelve as squares
from cadre.ui.markup import markup

register = template.Library()
register.tag("static", do_static)

BUTTONS = {
    "primary": "",
    "secondary": " govuk-button--secondary",
    "warning": " govuk-button--warning",
    "dark": " cd-button--on-dark",
}


@register.simple_tag
def button(
    label, kind="primary", *, href="", name="", value="", small=False, hidden="", form="", action="", busy="", id=""
) -> SafeString:
    """A link when `href` is given, else a submit button. `hidden`: words only read aloud; `action`: formaction."""
    classes = f"govuk-button{BUTTONS[kind]}{' cd-button--small' if small else ''}"
    words = format_html('{}<span class="vh"> {}</span>', label, hidden) if hidden else label
    identity = format_html(' id="{}"', id) if id else ""
    if href:
        return format_html('<a class="{}" href="{}" draggable="false"{}>{}</a>', classes, href, identity, words)
    given = (("name", name), ("value", value), ("form", form), ("formaction", action), ("data-busy", busy))
    attributes = format_html_join("", ' {}="{}"', (pair for pair in given if pair[1] != ""))
    return format_html('<button class="{}"{}{}>{}</button>', classes, attributes, identity, words)


@register.simple_tag
@lru_cache(maxsize=500, typed=True)
def tag(words, kind="") -> SafeString:
    """A state: good, warn, bad, brand, open, or none. The shape before the word changes with it."""
    return format_html('<span class="cd-tag{}">{}</span>', f" cd-tag--{kind}" if kind and kind != "none" else "", words)


@register.simple_tag
def mark(size=32, *, on_dark=False) -> SafeString:
    """The brand mark, as decoration."""
    return squares.brand_mark(size, on_dark=on_dark)


@register.simple_tag
def twelve(people, minimum=12, size=40, *, figure=False) -> SafeString:
    """One group at a glance. With `figure` the number and its meaning stand beside the squares."""
    people = people or 0
    glyph, state = squares.group_glyph(people, minimum, size), squares.state_of(people, minimum)
    if figure:
        return format_html(
            '<span class="cd-twelve">{}<span><b>{}</b><span class="cd-sub">{}</span></span></span>',
            glyph,
            people,
            state,
        )
    return format_html(
        '<span class="cd-twelve">{}<span class="vh">{} of {}, {}</span></span>', glyph, people, minimum, state
    )


@register.simple_tag
def track(now, minimum=12, size=30, *, low=None, high=None) -> SafeString:
    """Many groups compared: filled to `now`, a line at `minimum`, a thin bar from `low` to `high`."""
    return tracks.group_track(now or 0, minimum, size, low, high)


@register.simple_tag
def saved(at) -> SafeString:
    """“Saved at 14:32”, with a tick. `at` is text such as `14:32`."""
    return format_html(
        '<span class="cd-saved"><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">'
        '<circle cx="8" cy="8" r="8" class="f-positive"/>'
        '<path d="M4 8.2l2.7 2.7L12 5.6" class="f-none s-paper" stroke-width="2"/></svg>Saved at {}</span>',
        at,
    )


@register.simple_tag
def code(value) -> SafeString:
    """An allocation code, URN or reference, in the typeface that tells 0 from O."""
    return markup('<span class="cd-code">{}</span>', value)


@register.simple_tag
def twelve_empty(size=52) -> SafeString:
    """The empty ring, as decoration of an empty state."""
    return squares.group_glyph(0, 12, size)
