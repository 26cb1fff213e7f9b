"""The provider itself among those who deliver, named as the site's settings name it."""

from datetime import date

from django.conf import settings

from cadre.partners.actions import provider_itself


def load(today: date) -> str:
    """Make the provider's own row, or bring it up to date with the settings. Safe to repeat."""
    row = provider_itself()
    row.name, row.address = settings.PROVIDER["name"], settings.PROVIDER["address"]
    row.save(update_fields=["name", "address"])
    return "the provider itself"
