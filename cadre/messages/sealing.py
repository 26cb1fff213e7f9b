"""One-time links, unreadable in the database and its backups: sealed with a key made from SECRET_KEY."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.conf import settings


class SealBroken(ValueError):
    """The secrets were sealed with a key that this site no longer has."""


def seal(secrets: Mapping[str, str]) -> str:
    """Text that only this site can read again; empty for no secrets."""
    return _box(*_keys()).encrypt(json.dumps(dict(secrets)).encode()).decode() if secrets else ""


def unseal(sealed: str) -> dict[str, str]:
    """Raises SealBroken when no key of this site opens it."""
    from cryptography.fernet import InvalidToken

    if not sealed:
        return {}
    try:
        return json.loads(_box(*_keys()).decrypt(sealed.encode()))
    except InvalidToken as wrong:
        raise SealBroken("The personal link cannot be read: the site's secret key has changed since.") from wrong


def _keys() -> list[str]:
    return [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]


@lru_cache(maxsize=4)
def _box(*keys: str) -> Any:
    from cryptography.fernet import Fernet, MultiFernet

    return MultiFernet([Fernet(urlsafe_b64encode(sha256(f"cadre.messages:{key}".encode()).digest())) for key in keys])
