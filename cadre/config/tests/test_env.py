"""What a deployment sets is read as meant, or refused by the name of the variable."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from cadre.config.env import Env

PUBLIC = {"SITE_URL": "https://cadre.example", "SECRET_KEY": "x" * 50}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("DEMO", "1", True),
        ("demo", " Yes ", True),
        ("DEMO", "off", False),
        ("DEMO", "", False),
        ("TRUSTED_PROXIES", "2", 2),
        ("VAR_DIR", "/srv/cadre", Path("/srv/cadre")),
        ("PROVIDER_NAME", "A Trust", "A Trust"),
        ("PROVIDER_BRAND", "#0c5460", "#0c5460"),
        ("PROVIDER_BANK", "A Trust, 12-34-56, 12345678", "A Trust, 12-34-56, 12345678"),
        ("PROVIDER_BRAND", "", ""),
    ],
)
def test_a_setting_is_read(name, text, value):
    read = getattr(Env.of({name: text, "PATH": "/bin"}), name.lower())
    assert (read, type(read) is type(value) or isinstance(read, type(value))) == (value, True)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("DEMO", "perhaps", "DEMO takes 1 or 0"),
        ("DEBUG", "2", "DEBUG takes 1 or 0"),
        ("TRUSTED_PROXIES", "one", "TRUSTED_PROXIES takes a number"),
        ("TRUSTED_PROXIES", "²", "TRUSTED_PROXIES takes a number"),
        ("TRUSTED_PROXIES", "-1", "TRUSTED_PROXIES takes a number"),
        ("PROVIDER_ACCENT", "red;}body{display:none", "PROVIDER_ACCENT takes a colour"),
        ("PROVIDER_BANK", "A Trust, 123456, 12345678", "PROVIDER_BANK takes an account"),
        ("PROVIDER_ACCENT", "#0c5460\n", "PROVIDER_ACCENT takes a colour"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_its_name(name, text, why):
    with pytest.raises(ImproperlyConfigured, match=why):
        Env.of({name: text})


@pytest.mark.parametrize("mode", ["DEMO", "DEBUG"])
def test_demo_and_debug_are_refused_where_the_address_is_not_local(mode):
    assert Env.of({mode: "1", "SITE_URL": "http://localhost:8000"}).is_local
    with pytest.raises(ImproperlyConfigured, match="Anyone could sign in as anyone"):
        Env.of({**PUBLIC, mode: "1"})


def test_a_public_address_needs_a_secret_of_its_own():
    assert Env.of(PUBLIC).site_host == "cadre.example"
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is needed"):
        Env.of({"SITE_URL": "https://cadre.example"})


def test_a_process_that_draws_nothing_does_not_load_pydantic():
    """It takes time at every start."""
    import subprocess
    import sys

    said = "import sys; import cadre.config.wsgi; print('pydantic' in sys.modules, 'django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_an_invoice_says_where_to_pay_and_in_the_demo_an_account_that_no_bank_has():
    printed = {"account_name": "A Trust", "sort_code": "12-34-56", "account_number": "12345678"}
    given = {"provider_bank": "A Trust, 12-34-56, 12345678"}
    assert Env.of({}).account.printed is None
    assert Env.of(given).account.printed == printed
    assert Env.of({"demo": "1"}).account.printed["account_number"] == "00000000"
    assert Env.of(given | {"demo": "1"}).account.printed == printed
