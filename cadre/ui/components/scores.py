"""What people answered: scores from 0 to 10, agreement in five steps, before and after."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from cadre.ui.components.svg import el, join, text

SCALE = range(11)
TALLEST = 45
LOW_BELOW = 6
AGREEMENT = ["disagree strongly", "disagree", "neither", "agree", "agree strongly"]
AGREEMENT_COLOURS = [("f-critical", "inv"), ("f-rose", "lab"), ("f-line", "lab"), ("f-mid", "lab"), ("f-brand", "inv")]


@dataclass(frozen=True)
class Scores:
    """How many people gave each score from 0 to 10 to one question."""

    question: str
    counts: list[int]

    @property
    def people(self) -> int:
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """To one decimal; None when nobody answered."""
        return (
            round(sum(score * n for score, n in zip(SCALE, self.counts, strict=True)) / self.people, 1)
            if self.people
            else None
        )


def column(count: int, score: int, most: int) -> SafeString:
    """One bar of a histogram; amber below 6."""
    height = round(TALLEST * count / most) if most else 0
    bar = el("rect", width="100%", height=height, rx=2, cls="f-caution" if score < LOW_BELOW else "f-brand")
    return el("svg", bar, width="100%", height=max(height, 1), aria_hidden="true")


def agreement_bar(counts: list[int]) -> SafeString:
    """One row of people from “disagree strongly” to “agree strongly”, with their number in each part."""
    total, parts, left = sum(counts), [], 0.0
    for count, (colour, ink) in zip(counts, AGREEMENT_COLOURS, strict=True):
        if not count:
            continue
        width = 100 * count / total
        parts.append(el("rect", x=f"{left:.2f}%", width=f"{width:.2f}%", height=26, cls=f"{colour} s-paper"))
        parts.append(el("text", str(count), x=f"{left + width / 2:.2f}%", y=18, text_anchor="middle", cls=ink))
        left += width
    return el(
        "svg",
        *parts,
        cls="cd-chart cd-stackbar",
        width="100%",
        height=26,
        role="img",
        aria_label=agreement_words(counts),
    )


def agreement_words(counts: list[int]) -> str:
    """`1 disagree, 3 neither, 6 agree`."""
    return (
        ", ".join(f"{count} {words}" for count, words in zip(counts, AGREEMENT, strict=True) if count) or "no answers"
    )


def before_after(before: Scores, after: Scores) -> SafeString:
    """After stands up from the scale, before hangs down from it."""
    unit = 85 / max(*before.counts, *after.counts, 1)
    parts = [text(0, 16, after.question, cls="lab"), text(0, 228, before.question, cls="lab")]
    for score in SCALE:
        x, up, down = 20 + 40 * score, after.counts[score], before.counts[score]
        parts.append(text(x, 130, score, anchor="middle", cls="lab"))
        if up:
            parts += [
                el("rect", x=x - 16, y=114 - up * unit, width=32, height=up * unit, rx=2, cls="f-brand"),
                text(x, 108 - up * unit, up, anchor="middle", cls="lab"),
            ]
        if down:
            parts += [
                el("rect", x=x - 16, y=138, width=32, height=down * unit, rx=2, cls="f-mid"),
                text(x, 153 + down * unit, down, anchor="middle"),
            ]
    words = f"Scores from 0 to 10. {before.question}: mean {before.mean}. {after.question}: mean {after.mean}."
    return el("svg", join(parts), cls="cd-chart cd-chart--score", viewBox="0 0 440 244", role="img", aria_label=words)
