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
PROOF_CODE = kind(
    "people.proof_code",
    name="A code that proves who somebody is",
    when="somebody is about to do what is kept most carefully, such as signing, or reading bank details",
    fields={"code": "the code to type", "what": "what it is for", "minutes": "for how many minutes it works"},
)


def sign_in_code(email: str, code: str, *, now: datetime) -> Mail:
    return Mail(SIGN_IN_CODE, to=email, fields={"code": Secret(code)}, key=f"sign-in:{email}:{now.isoformat()}")


def no_account(email: str, site_link: str, *, now: datetime) -> Mail:
    return Mail(NO_ACCOUNT, to=email, fields={"site_link": site_link}, key=f"no-account:{email}:{now.isoformat()}")


def proof_code(email: str, name: str, code: str, *, what: str, minutes: int, turn: str) -> Mail:
    """`what` completes “to …”, such as “sign MOU-ABC123”. `turn` names this one code."""
    fields = {"code": Secret(code), "what": what, "minutes": str(minutes)}
    return Mail(PROOF_CODE, to=email, to_name=name, fields=fields, key=f"proof:{turn}")
