"""A file's fingerprint, as people compare and type it."""

import re


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups of eight, as people compare it."""
    return " ".join(fingerprint[at : at + 8] for at in range(0, len(fingerprint), 8))


def fingerprint_of(typed: str) -> str | None:
    """A typed SHA-256 without spaces and in small letters, or None when it is not one."""
    bare = "".join(typed.split()).lower()
    return bare if re.fullmatch(r"[0-9a-f]{64}", bare) else None
