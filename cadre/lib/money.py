"""Money is whole pence. Pounds are only for reading and typing."""

import re

from cadre.lib.text import ascii_digits

HIGHEST_POUNDS = 1_000_000
_AMOUNT = re.compile(r"(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<rest>[0-9]{1,2}))?")


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
    """`£1,250` or `450.5` in pence. Raises ValueError, in words, for what is no exact amount up to HIGHEST_POUNDS.

    A comma stands between thousands alone: `450,00` is how others write 450.00, and no 45,000 pounds.
    """
    amount = _AMOUNT.fullmatch(ascii_digits(typed.replace("£", "").replace(" ", "")))
    if amount is None:
        raise ValueError("Write an amount in pounds and pence, such as 450.00.")
    whole, rest = amount["whole"].replace(",", ""), amount["rest"] or "0"
    if len(whole) > len(str(HIGHEST_POUNDS)) or _pence(whole, rest) > HIGHEST_POUNDS * 100:
        raise ValueError(f"The highest amount is £{HIGHEST_POUNDS:,}.")
    return _pence(whole, rest)


def _pence(whole: str, rest: str) -> int:
    return int(whole) * 100 + int(rest.ljust(2, "0"))
