"""Mails about signing in, and about roles in the office."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from cadre.lib.dates import long_day
from cadre.messages.mail import Mail, Secret, kind
from cadre.people.models import RoleRequest, User

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

ROLE_ASKED = kind(
    "people.role_asked",
    name="A role in the office is asked for",
    when="one of system administration asks for a role, to the others, who decide",
    fields={
        "asker": "who asks",
        "person": "for whom",
        "role": "the role",
        "reason": "why",
        "person_link": "the page where it is decided",
    },
)
ROLE_GIVEN = kind(
    "people.role_given",
    name="A role in the office was given",
    when="a second of system administration agrees to a role, to its person",
    fields={"role": "the role", "day": "from when", "site_link": "where to sign in"},
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


def role_asked(to: User, asked: RoleRequest) -> Mail:
    fields = {
        "asker": asked.asked_by.name,
        "person": asked.user.name,
        "role": asked.label,
        "reason": asked.reason,
        "person_link": f"{settings.SITE_URL}{reverse('office:people:colleague', args=[asked.user.pk])}",
    }
    return Mail(ROLE_ASKED, to=to.email, to_name=to.name, fields=fields, key=f"role-asked:{asked.pk}:{to.pk}")


def role_given(asked: RoleRequest) -> Mail:
    user = asked.user
    site = f"{settings.SITE_URL}{settings.LOGIN_URL}"
    fields = {"role": asked.label, "day": long_day(asked.from_on), "site_link": site}
    return Mail(ROLE_GIVEN, to=user.email, to_name=user.name, fields=fields, key=f"role-given:{asked.pk}")
