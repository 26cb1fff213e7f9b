"""Bank and VAT details as they are typed, and who may confirm a change of them."""

import re

from cadre.lib.text import ascii_digits

SORT, ACCOUNT, VAT = 6, 8, 9
WEIGHTS = range(8, 1, -1)
MODULUS, SINCE_2010 = 97, 55
ROLL = re.compile(r"[A-Z0-9./ -]{1,18}")
BETWEEN = re.compile(r"[\s\u2010-\u2015\u2212-]")
"""Spaces, hyphens, and the dashes that word processors make of them."""


def _figures(typed: str) -> str:
    return ascii_digits(BETWEEN.sub("", typed))


def sort_code(typed: str) -> str:
    """`12-34-56`, `12 34 56` or `123456` -> `123456`. Raises ValueError saying what to do."""
    digits = _figures(typed)
    if not re.fullmatch(rf"[0-9]{{{SORT}}}", digits):
        raise ValueError("A sort code has six figures, such as 12-34-56.")
    return digits


def account_number(typed: str) -> str:
    """Eight figures without spaces. Raises ValueError saying what to do."""
    digits = _figures(typed)
    if re.fullmatch(rf"[0-9]{{{ACCOUNT - 1}}}", digits):
        raise ValueError("An account number has eight figures. If your bank gave you seven, write a 0 before them.")
    if not re.fullmatch(rf"[0-9]{{{ACCOUNT}}}", digits):
        raise ValueError("An account number has eight figures.")
    return digits


def vat_number(typed: str) -> str:
    """`GB 123 4567 82` -> `123456782`, its check digits right by either rule of HMRC. Raises ValueError.

    Twelve figures are a branch: the last three are kept and not checked.
    """
    digits = _figures(typed.upper().replace(".", "")).removeprefix("GB")
    if not re.fullmatch(r"[0-9]{9}([0-9]{3})?", digits):
        raise ValueError("A VAT number has nine figures, such as GB 123 4567 82.")
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=False)) + int(digits[7:VAT])
    if total % MODULUS and (total + SINCE_2010) % MODULUS:
        raise ValueError("This is no VAT number: its check figures do not fit. Compare it figure by figure.")
    return digits


def roll_number(typed: str) -> str:
    """The reference of a building society's account, or nothing. Raises ValueError."""
    plain = " ".join(typed.upper().split())
    if plain and not ROLL.fullmatch(plain):
        raise ValueError("A roll number has at most 18 letters and figures.")
    return plain


def refuse_confirming(*, entered_by: int | None, by: int, is_finance: bool) -> str | None:
    """Why somebody cannot confirm a change: it takes a second person, of the provider's finance."""
    if not is_finance:
        return "Finance confirms changes of bank details."
    return "You entered this. Somebody else of finance confirms it." if entered_by == by else None
