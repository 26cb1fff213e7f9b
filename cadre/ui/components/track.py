"""Bars that fill: a group against its minimum, and progress."""

from django.utils.safestring import SafeString

from cadre.ui.components.svg import el


def _percent(part: float, whole: float) -> str:
    return f"{min(max(part / whole, 0), 1) * 100:.1f}%" if whole else "0%"


def group_track(now: int, minimum: int, size: int, low: int | None = None, high: int | None = None) -> SafeString:
    """`now` people of `size` places, a line at the minimum, a thin bar from `low` to `high` where more are expected."""
    parts = [
        el("rect", width="100%", height=14, rx=3, cls="f-track"),
        el("rect", width=_percent(now, size), height=14, rx=3, cls="f-brand" if now >= minimum else "f-caution"),
    ]
    words = f"{now} now, {minimum} needed"
    if low is not None and high is not None:
        from_, to = max(now, low), max(high, low)
        if to > from_:
            parts.append(
                el("rect", x=_percent(from_, size), y=5, width=_percent(to - from_, size), height=4, cls="f-mid")
            )
        words = f"{now} now, {low} to {high} expected, {minimum} needed"
    parts.append(el("rect", x=_percent(minimum, size), y=-4, width=2, height=22, cls="f-ink"))
    return el("svg", *parts, cls="cd-track", width="100%", height=14, role="img", aria_label=words)


def plain_track(now: int, total: int, *, height: int = 14) -> SafeString:
    """A bar filled to `now` of `total`. The words stand beside it, so that it is hidden from screen readers."""
    return el(
        "svg",
        el("rect", width="100%", height=height, rx=3, cls="f-track"),
        el("rect", width=_percent(now, total), height=height, rx=3, cls="f-brand"),
        cls="cd-track",
        width="100%",
        height=height,
        aria_hidden="true",
    )
