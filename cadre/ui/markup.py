"""Markup made of parts, for what is drawn by the thousand: `format_html` of values that are no lazy texts.

Django's own asks of each value whether it is lazy, in four steps; a cell of a list took a third longer by it. A text is
escaped all the same, whatever it is a part of.
"""

from html import escape

from django.utils.safestring import SafeString


def escaped(value: object) -> str:
    """As `conditional_escape`: what is markup already stays, every other text is escaped."""
    if isinstance(value, SafeString):
        return value
    return escape(value if isinstance(value, str) else str(value))


def markup(form: str, *parts: object, **named: object) -> SafeString:
    """As `format_html`: the form with its parts, each escaped."""
    said = {name: escaped(part) for name, part in named.items()}
    return SafeString(form.format(*map(escaped, parts), **said))
