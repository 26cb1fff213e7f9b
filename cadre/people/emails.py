"""Mails about signing in."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

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

SECOND_STEP_CHANGED = kind(
    "people.second_step_changed",
    name="The second step of signing in was changed",
    when="somebody sets up, moves, removes or recovers the second step of signing in, or it is reset for them",
    fields={"what": "what was done with it", "site_link": "the page of one’s own second step"},
)


def sign_in_code(email: str, code: str, *, now: datetime) -> Mail:
    return Mail(SIGN_IN_CODE, to=email, fields={"code": Secret(code)}, key=f"sign-in:{email}:{now.isoformat()}")


def no_account(email: str, site_link: str, *, now: datetime) -> Mail:
    return Mail(NO_ACCOUNT, to=email, fields={"site_link": site_link}, key=f"no-account:{email}:{now.isoformat()}")


def proof_code(email: str, name: str, code: str, *, what: str, minutes: int, turn: str) -> Mail:
    """`what` completes “to …”, such as “sign MOU-ABC123”. `turn` names this one code."""
    fields = {"code": Secret(code), "what": what, "minutes": str(minutes)}
    return Mail(PROOF_CODE, to=email, to_name=name, fields=fields, key=f"proof:{turn}")


def second_step_changed(email: str, name: str, *, what: str, turn: str) -> Mail:
    """`what` completes “was …”, such as “set up”. `turn` names this one change."""
    fields = {"what": what, "site_link": f"{settings.SITE_URL}{reverse('account_second_step')}"}
    return Mail(SECOND_STEP_CHANGED, to=email, to_name=name, fields=fields, key=f"second-step:{turn}")
