"""SVG elements as safe text. Colours are classes (`f-brand`, `s-ink`), so that tokens alone decide them."""

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


def el(name: str, *children: str, **attributes: object) -> SafeString:
    """`el("rect", width=4, cls="f-brand")` -> `<rect width="4" class="f-brand"/>`. Numbers are rounded to a tenth."""
    written = "".join(f' {_name(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    inside = "".join(conditional_escape(child) for child in children)
    closing = f">{inside}</{name}>" if inside else "/>"
    return SafeString(f"<{name}{written}{closing}")


def join(parts) -> SafeString:
    """Safe pieces, one after the other."""
    return SafeString("".join(conditional_escape(part) for part in parts))


def text(x: float, y: float, words: object, *, anchor: str = "", cls: str = "", size: int | None = None) -> SafeString:
    """A label; `anchor` is `middle` or `end`."""
    return el("text", str(words), x=x, y=y, text_anchor=anchor or None, cls=cls or None, font_size=size)


def _name(key: str) -> str:
    return "class" if key == "cls" else key if key in ("viewBox", "preserveAspectRatio") else key.replace("_", "-")


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else conditional_escape(str(value))
