"""What people type, made tidy.

Each function returns the text clean, or raises ValueError with a sentence for the person who typed it.
"""

import re
import unicodedata

MAX_MARKS = 4
NO_CHARACTER = "\ufffd"
"""What bytes that are no UTF-8, and halves of a character, have become by the time they are read."""
JOINERS = "\u200c\u200d"
_MARK_PILE = re.compile(
    rf"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{{{MAX_MARKS + 1},}}"
)
_POSTCODE = re.compile(r"(GIR0AA|BFPO\d{1,4}|[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2})")
_LOCAL = re.compile(r"[^\s@,;:<>()\[\]\\\"]+|\"[^\"\\\s]+\"")
_LABEL = re.compile(r"(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?", re.ASCII)
_EXTENSION = re.compile(r"(?i)(?:(?<![a-z])(?:extension|extn?|x)\.?|#)\s*(\d{1,6})\s*$")


def whole_number(typed: str, *, most_digits: int = 18) -> int | None:
    """The number that a hidden field or a ticked box sends, or None for anything else: another script's digits, more
    digits than any column holds, a sign."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= most_digits else None


def line(value: str, *, max_length: int = 200) -> str:
    """One line: NFC, no invisible controls, spaces collapsed, trimmed. Letters and emoji of any script pass."""
    return _limited(" ".join(_visible(value).split()), max_length)


def paragraphs(value: str, *, max_length: int = 5000) -> str:
    """Several lines: as `line`, but line breaks are kept. A CRLF counts as one."""
    rows = _visible(value.replace("\r\n", "\n").replace("\r", "\n"), keep="\n").split("\n")
    return _limited("\n".join(re.sub(r"[^\S\n]+", " ", row).strip() for row in rows).strip("\n"), max_length)


def email(value: str) -> str:
    """One e-mail address; the domain in lower case, the local part as typed."""
    text = line(value, max_length=1000).replace(" @ ", "@")
    if not text:
        return ""
    if text.count("@") > 1 or re.search(r"[<>,;]|\S\s+\S", text):
        raise ValueError("Give one address only, such as a.yusuf@school.sch.uk.")
    local, at, domain = text.rpartition("@")
    if not at or not _LOCAL.fullmatch(local) or local.startswith(".") or local.endswith(".") or ".." in local:
        raise ValueError("Give an email address, such as a.yusuf@school.sch.uk.")
    domain = domain.lower()
    if len(local.encode()) > 64 or len(text.encode()) > 254:
        raise ValueError("This email address is too long to be real. 254 characters is the most.")
    try:
        labels = domain.encode("idna").decode().split(".")
    except UnicodeError:
        labels = []
    if len(labels) < 2 or labels[-1].isdigit() or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError("Check the part after the @. It looks like school.sch.uk.")
    return f"{local}@{domain}"


def phone(value: str) -> str:
    """A phone number as E.164, with ` ext 123` where one was typed. Numbers without a country are British."""
    text = line(value, max_length=60)
    if not text:
        return ""
    extension = _EXTENSION.search(text)
    if extension:
        text = text[: extension.start()].strip(" ,;")
    if any(letter.isalpha() for letter in text):
        raise ValueError("A phone number has no letters. Write an extension as ext 123.")
    if not re.fullmatch(r"\+?[\d\s().\-/]+", text):
        raise ValueError("Give a phone number, such as 01632 960 400 or +353 1 234 5678.")
    digits = ascii_digits(re.sub(r"\D", "", re.sub(r"\(\s*0\s*\)", "", text)))
    if text.startswith("+"):
        number = digits
    elif digits.startswith("00"):
        number = digits[2:]
    elif digits.startswith("0"):
        number = "44" + digits[1:]
    else:
        raise ValueError("Start with 0, or with + and the country, such as 01632 960 400 or +353 1 234 5678.")
    lowest, highest = (11, 12) if number.startswith("44") else (7, 15)
    if not lowest <= len(number) <= highest:
        raise ValueError(
            f"This phone number has {len(digits)} digits, which is too {'few' if len(number) < lowest else 'many'}."
        )
    return f"+{number}" + (f" ext {ascii_digits(extension[1])}" if extension else "")


def phone_words(number: str) -> str:
    """A kept number as people write it: `+447700900123` is `07700 900123`, `+442079460018` is `020 7946 0018`.

    Numbers abroad stay as they are kept.
    """
    found = re.match(r"\+44([1-9][0-9]{9})(?![0-9])", number)
    if not found:
        return number
    digits, rest = found[1], number[found.end() :]
    parts = (digits[:2], digits[2:6], digits[6:]) if digits[0] == "2" else (digits[:4], digits[4:])
    return f"0{' '.join(parts)}{rest}"


def postcode(value: str, *, uk: bool = True) -> str:
    """A British postcode in capitals with its one space, `SW1A 1AA`; abroad (`uk=False`) whatever is used there."""
    text = line(value, max_length=20).upper()
    if not uk or not text:
        return text
    close = ascii_digits(re.sub(r"[\s\-.]", "", text))
    if not _POSTCODE.fullmatch(close):
        raise ValueError("Give a full UK postcode, such as NG5 6QT.")
    return f"BFPO {close[4:]}" if close.startswith("BFPO") else f"{close[:-3]} {close[-3:]}"


def trn(value: str) -> str:
    """A teacher reference number as seven digits; `19/07342` is read too."""
    text = ascii_digits(re.sub(r"[\s/\-]", "", line(value, max_length=60)))
    if text[:2].upper() == "RP":
        text = text[2:]
    if text and not re.fullmatch(r"[0-9]{7}", text):
        raise ValueError("A teacher reference number has 7 digits, such as 19/07342.")
    return text


def ascii_digits(value: str) -> str:
    """`value` with the digits of every script as 0 to 9."""
    return "".join(str(unicodedata.decimal(char, char)) for char in value)


def _limited(text: str, max_length: int) -> str:
    if len(text) > max_length:
        raise ValueError(f"Use {max_length:,} characters or fewer. You typed {len(text):,}.")
    return text


def _visible(value: str, *, keep: str = "") -> str:
    if any("\ud800" <= char <= "\udfff" or char == NO_CHARACTER for char in value):
        raise ValueError("One character here is broken. Delete it and type it again.")
    text = unicodedata.normalize("NFC", value)
    if _MARK_PILE.search(text):
        raise ValueError("There are too many marks above or below one letter.")
    seen: list[str] = []
    for at, char in enumerate(text):
        kind = unicodedata.category(char)
        if char in keep:
            seen.append(char)
        elif char in JOINERS:
            if _joins(text[at - 1 : at], text[at + 1 : at + 2]):
                seen.append(char)
        elif char in "\t\n\r\x0b\x0c" or kind in ("Zs", "Zl", "Zp"):
            seen.append(" ")
        elif kind not in ("Cc", "Cf") or "\U000e0020" <= char <= "\U000e007f":
            seen.append(char)
    return "".join(seen)


def _joins(before: str, after: str) -> bool:
    """A joiner belongs between emoji and between letters of scripts that need it; elsewhere it is only invisible."""
    return bool(before and after) and before > "\u0590" and after > "\u0590"
