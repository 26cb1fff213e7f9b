"""References people read aloud, secrets nobody should guess, and marks by which the same is known again."""

import hashlib
import json
import secrets
from typing import Any

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def reference(prefix: str, length: int = 6) -> str:
    """A random reference such as `OLP-7Q4M2K`: Crockford base 32, 30 bits at the usual length."""
    return f"{prefix}-{''.join(secrets.choice(CROCKFORD) for _ in range(length))}"


def normal_code(typed: str) -> str:
    """A typed code as it is stored: capitals, letters and digits only, O as 0, I and L as 1."""
    return "".join(ch for ch in typed.upper() if ch.isalnum()).translate(_ALIKE)


def new_token() -> str:
    """An unguessable link secret of 192 bits. Store `token_hash` of it, never the token."""
    return secrets.token_urlsafe(24)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def digest_of(*parts: Any) -> str:
    """The same for the same facts, whatever order their keys stand in."""
    said = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()
