"""A partner's profile as the public, the partner and the office look at it."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.db.models import QuerySet

from cadre.partners.models import Contact, Partner, ProfileVersion
from cadre.partners.rules.differences import Part, differences


@dataclass(frozen=True)
class Change:
    """One part of the page: its name, and how it differs from what is shown."""

    name: str
    parts: list[Part]

    @property
    def is_changed(self) -> bool:
        return any(kind != "same" for kind, _ in self.parts)


def shown_profile(partner: Partner) -> ProfileVersion | None:
    """The approved version, if there is one. One query."""
    return partner.profiles.shown().first()


def public_contacts(partner: Partner, profile: ProfileVersion | None, today: date) -> list[Contact]:
    """Those that the approved version names and that are marked public still. One query, or none."""
    if profile is None or not profile.contacts:
        return []
    rows = partner.contacts.on(today).filter(pk__in=profile.contacts, is_public=True)
    return list(rows.select_related("user").order_by("-purpose", "pk"))


def changes_of(version: ProfileVersion) -> list[Change]:
    """The whole page of `version`, each part beside what is public now, word by word. Three queries."""
    partner = version.partner
    shown = partner.profiles.shown().exclude(pk=version.pk).first()
    before = _texts(shown) if shown else {"Overview": partner.overview}
    return [Change(name, differences(before.get(name, ""), text)) for name, text in _texts(version).items()]


def _texts(version: ProfileVersion) -> dict[str, str]:
    named = Contact.objects.filter(pk__in=version.contacts).select_related("user").order_by("pk")
    people = [f"{one.user.name}, {one.get_purpose_display().lower()}, {one.user.email} {one.phone}" for one in named]
    return {
        "In one sentence": version.headline,
        "Overview": version.overview,
        "Website": version.website,
        "Links": "\n".join(f"{label}: {address}" for label, address in version.links),
        "Contacts": "\n".join(line.strip() for line in people),
    }


def host_of(address: str) -> str:
    """`https://www.peakside.example/npq` -> `www.peakside.example`, for the words of a link."""
    return urlsplit(address).hostname or address


def history_of(partner: Partner) -> QuerySet[ProfileVersion]:
    """Every version, the newest first."""
    return partner.profiles.select_related("decided_by")
