"""Money is whole pence. Pounds are only for reading and typing."""

HIGHEST_POUNDS = 1_000_000


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


def pence_of(typed: str) -> int:
    """`£1,250` or `450.5` in pence. Raises ValueError, in words, for what is no exact amount up to HIGHEST_POUNDS."""
    plain = typed.replace("£", "").replace(",", "").replace(" ", "")
    whole, dot, rest = plain.partition(".")
    exact = whole.isascii() and whole.isdecimal() and len(rest) <= 2
    if not exact or (dot and not (rest.isascii() and rest.isdecimal())):
        raise ValueError("Write an amount in pounds and pence, such as 450.00.")
    if (
        len(whole) > len(str(HIGHEST_POUNDS))
        or int(whole) * 100 + int((rest or "0").ljust(2, "0")) > HIGHEST_POUNDS * 100
    ):
        raise ValueError(f"The highest amount is £{HIGHEST_POUNDS:,}.")
    return int(whole) * 100 + int((rest or "0").ljust(2, "0"))
