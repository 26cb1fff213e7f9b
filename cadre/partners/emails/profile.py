"""To a partner's leads about their public page."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from cadre.lib import clock
from cadre.messages.mail import Kind, Mail, Value, kind
from cadre.partners.models import Partner, ProfileVersion
from cadre.partners.states import ContactPurpose
from cadre.people.models import User

LEAD = {"name": "the lead's name", "partner": "the partner"}
APPROVED = kind(
    "partners.profile_approved",
    name="A partner's public page is approved",
    when="the office approves a new version",
    fields=LEAD | {"page_link": "the public page"},
)
RETURNED = kind(
    "partners.profile_returned",
    name="A partner's public page is sent back",
    when="the office asks for a change before it approves",
    fields=LEAD | {"reason": "what to change", "edit_link": "the page to change it on"},
)


def leads_of(partner: Partner, day: date) -> list[User]:
    """Each lead of that day once."""
    rows = partner.contacts.on(day).filter(purpose=ContactPurpose.LEAD).select_related("user").order_by("pk")
    return list({row.user_id: row.user for row in rows}.values())


def profile_approved(version: ProfileVersion, *, now: datetime) -> list[Mail]:
    return _to_leads(APPROVED, version, now, {"page_link": _link("public:partners:partner", version)})


def profile_returned(version: ProfileVersion, *, now: datetime) -> list[Mail]:
    fields: dict[str, Value] = {"reason": version.reason, "edit_link": _link("partner:partners:profile", version)}
    return _to_leads(RETURNED, version, now, fields)


def _link(name: str, version: ProfileVersion) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=[version.partner.slug])}"


def _to_leads(of: Kind, version: ProfileVersion, now: datetime, fields: dict[str, Value]) -> list[Mail]:
    return [
        Mail(
            of,
            to=user.email,
            to_name=user.name,
            fields={"name": user.name, "partner": version.partner.name, **fields},
            about=version.partner,
            key=f"{of.key}:{version.pk}:{user.pk}",
        )
        for user in leads_of(version.partner, clock.day_of(now))
    ]
