"""One figure, and how it is printed."""

from dataclasses import dataclass, field


@dataclass
class Figure:
    """One line. `ratio` is to the yardstick `of`; `met` is None where nothing is asked."""

    name: str
    value: float
    unit: str
    target: str = ""
    met: bool | None = None
    ratio: float | None = None
    of: str = ""
    rounds: list[float] = field(default_factory=list)


def line(figure: Figure) -> str:
    """As it is printed: the figure, the ratio, the target and whether it is met."""
    digits = 0 if figure.value >= 100 or figure.unit == "queries" else 2 if figure.value < 10 else 1
    said = f"{figure.name:<46} {figure.value:>10,.{digits}f} {figure.unit:<15}"
    ratio = f"{figure.ratio:.3f} of {figure.of}" if figure.ratio is not None else ""
    met = {True: "met", False: "NOT MET", None: ""}[figure.met]
    return f"{said} {ratio:<34} {figure.target:<38} {met}".rstrip()
