"""What a deployment may set, read once from the environment. Names are the environment variables."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

BASE_DIR = Path(__file__).resolve().parents[2]
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}


Colour = Annotated[str, StringConstraints(pattern=r"^(#[0-9a-fA-F]{6})?$")]
"""A colour such as `#0c5460`; empty keeps the one in `ui/assets/css/tokens.css`."""


class Env(BaseModel):
    """Settings a deployment gives. `demo` is refused unless the site's address is local."""

    model_config = ConfigDict(frozen=True, validate_default=True)

    site_url: str = "http://localhost:8000"
    secret_key: str = ""
    database_url: str = ""
    smtp_url: str = ""
    demo: bool = False
    debug: bool = False
    var_dir: Path = Field(default=BASE_DIR / "var")
    trusted_proxies: int = 0
    provider_name: str = "Outstanding Leaders Partnership"
    provider_email: str = "hello@outstandingleaders.example"
    provider_phone: str = "01632 960 400"
    provider_address: str = "1 Foundry Yard, Leicester LE1 1AA"
    provider_headline: str = "Learn to lead, near your own school"
    provider_lead: str = (
        "Four National Professional Qualifications for leaders in England’s schools, taught by serving school leaders "
        "near you."
    )
    provider_brand: Colour = ""
    provider_brand_deep: Colour = ""
    provider_accent: Colour = ""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Env":
        """What the environment sets, its names in either case. Raises ValidationError."""
        given = {name.lower(): value for name, value in environment.items()}
        return cls.model_validate({name: given[name] for name in cls.model_fields if name in given})

    @property
    def site_host(self) -> str:
        return urlsplit(self.site_url).hostname or ""

    @property
    def is_local(self) -> bool:
        return self.site_host in LOCAL_HOSTS

    @model_validator(mode="after")
    def refuse_demo_in_public(self) -> "Env":
        if (self.demo or self.debug) and not self.is_local:
            raise ValueError(
                f"DEMO and DEBUG are for a local address only, and SITE_URL is {self.site_url}. "
                "Anyone could sign in as anyone. Unset DEMO, or set SITE_URL to http://localhost:8000."
            )
        if not self.secret_key and not self.is_local:
            raise ValueError("SECRET_KEY is needed: SITE_URL is not local.")
        return self
