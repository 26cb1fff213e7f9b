"""Who may see how recruitment stands, and what groups earn. Groups and people come from the rooms below."""

from django.core import signing

from cadre.applications.models import Application, ApplicationQuerySet
from cadre.people.access import holds
from cadre.people.models import User
from cadre.people.policy import policy
from cadre.people.roles import STAFF

SALT = "recruitment.no-reminders"


def sees_margin(user: User) -> bool:
    """What a group brings in and costs, as the policy's field group `margin` says."""
    return holds(user, *(policy().resources["group"].fields["margin"] & STAFF))


def stop_token(application: Application) -> str:
    """Names the application in a link that nobody can make up."""
    return signing.dumps(application.ref, salt=SALT)


def applications_named_by(token: str) -> ApplicationQuerySet:
    """The application that a link to say no to reminders was mailed for, or none. It opens nothing else."""
    try:
        ref = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return Application.objects.none()
    return Application.objects.filter(ref=ref).exclude(email="")
