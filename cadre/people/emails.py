"""Mails about signing in."""

from datetime import datetime

from cadre.messages.mail import Mail, Secret, kind

SIGN_IN_CODE = kind(
    "people.sign_in_code",
    name="Sign-in code",
    when="somebody with an account asks to sign in",
    fields={"code": "the code to type"},
)
NO_ACCOUNT = kind(
    "people.no_account",
    name="No account with this address",
    when="somebody without an account asks to sign in",
    fields={"site_link": "the site's front page"},
)


def sign_in_code(email: str, code: str, *, now: datetime) -> Mail:
    return Mail(SIGN_IN_CODE, to=email, fields={"code": Secret(code)}, key=f"sign-in:{email}:{now.isoformat()}")


def no_account(email: str, site_link: str, *, now: datetime) -> Mail:
    return Mail(NO_ACCOUNT, to=email, fields={"site_link": site_link}, key=f"no-account:{email}:{now.isoformat()}")
