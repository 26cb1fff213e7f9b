"""What a deployment may set, read once from the environment. Names are the environment variables."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}
YES, NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


class Colour(str):
    """A colour such as `#0c5460`; empty keeps the one in `ui/assets/css/tokens.css`."""

    def __new__(cls, text: str) -> "Colour":
        if text and not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
            raise ValueError("a colour such as #0c5460")
        return super().__new__(cls, text)


UNCHANGED = Colour("")


class Account(str):
    """The account to which invoices are paid, `A Trust, 12-34-56, 12345678`; empty where none is printed."""

    def __new__(cls, text: str) -> "Account":
        if text and not re.fullmatch(r"[^,]{1,70}, [0-9]{2}-[0-9]{2}-[0-9]{2}, [0-9]{8}", text):
            raise ValueError("an account such as A Trust, 12-34-56, 12345678")
        return super().__new__(cls, text)

    @property
    def printed(self) -> dict[str, str] | None:
        """What an invoice prints of it: whose it is, its sort code and number."""
        if not self:
            return None
        name, sort_code, number = self.split(", ")
        return {"account_name": name, "sort_code": sort_code, "account_number": number}


NO_ACCOUNT, FICTIONAL_ACCOUNT = Account(""), Account("Outstanding Leaders Partnership, 00-00-00, 00000000")


def _yes_or_no(text: str) -> bool:
    if text.strip().lower() not in YES | NO:
        raise ValueError("1 or 0")
    return text.strip().lower() in YES


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text.strip()):
        raise ValueError("a number such as 1")
    return int(text)


def _reader(kind: Any) -> Callable[[str], Any]:
    """How a setting of this kind is read from its text. Raises ValueError, saying what it takes."""
    return {bool: _yes_or_no, int: _number}.get(kind, kind)


@dataclass(frozen=True)
class Env:
    """Settings a deployment gives. `demo` is refused unless the site's address is local."""

    site_url: str = "http://localhost:8000"
    secret_key: str = ""
    database_url: str = ""
    smtp_url: str = ""
    demo: bool = False
    debug: bool = False
    var_dir: Path = BASE_DIR / "var"
    trusted_proxies: int = 0
    provider_name: str = "Outstanding Leaders Partnership"
    provider_email: str = "hello@outstandingleaders.example"
    provider_phone: str = "01632 960 400"
    provider_address: str = "1 Foundry Yard, Leicester LE1 1AA"
    provider_bank: Account = NO_ACCOUNT
    provider_headline: str = "Learn to lead, near your own school"
    provider_lead: str = (
        "Four National Professional Qualifications for leaders in England’s schools, taught by serving school leaders "
        "near you."
    )
    provider_brand: Colour = UNCHANGED
    provider_brand_deep: Colour = UNCHANGED
    provider_accent: Colour = UNCHANGED

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Env":
        """What the environment sets, its names in either case. Raises ImproperlyConfigured, naming the variable."""
        given = {name.lower(): value for name, value in environment.items()}
        read: dict[str, Any] = {}
        for one in fields(cls):
            if one.name in given:
                try:
                    read[one.name] = _reader(one.type)(given[one.name])
                except ValueError as fault:
                    raise ImproperlyConfigured(f"{one.name.upper()} takes {fault}.") from None
        return cls(**read)

    def __post_init__(self) -> None:
        if (self.demo or self.debug) and not self.is_local:
            raise ImproperlyConfigured(
                f"DEMO and DEBUG are for a local address only, and SITE_URL is {self.site_url}. "
                "Anyone could sign in as anyone. Unset DEMO, or set SITE_URL to http://localhost:8000."
            )
        if not self.secret_key and not self.is_local:
            raise ImproperlyConfigured("SECRET_KEY is needed: SITE_URL is not local.")

    @property
    def account(self) -> Account:
        """Where invoices are paid; in the demo an account that no bank has."""
        return self.provider_bank or (FICTIONAL_ACCOUNT if self.demo else NO_ACCOUNT)

    @property
    def site_host(self) -> str:
        return urlsplit(self.site_url).hostname or ""

    @property
    def is_local(self) -> bool:
        return self.site_host in LOCAL_HOSTS
