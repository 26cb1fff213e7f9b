"""Money is whole pence. Pounds are only for reading."""


def pounds(pence: int, *, short: bool = False) -> str:
    """`125000` -> `£1,250.00`; `short` drops the pence of whole pounds: `£1,250`. A minus sign stands before the £."""
    sign = "−" if pence < 0 else ""
    whole, rest = divmod(abs(pence), 100)
    if short and not rest:
        return f"{sign}£{whole:,}"
    return f"{sign}£{whole:,}.{rest:02}"


def split_evenly(pence: int, n: int) -> list[int]:
    """`pence` in `n` parts that differ by a penny at most and sum exactly; the larger parts come first.

    Raises ValueError when `n` is below 1.
    """
    if n < 1:
        raise ValueError("Money is split into one part at least.")
    part, rest = divmod(pence, n)
    return [part + 1] * rest + [part] * (n - rest)
