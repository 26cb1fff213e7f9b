"""The provider as the one who delivers."""

from django.conf import settings

from cadre.partners.models import Partner
from cadre.partners.states import PartnerKind
from cadre.programmes.states import Pathway

PROVIDER_SLUG = "the-provider-itself"


def provider_itself() -> Partner:
    """The provider's own row, which delivers the distance pathway; made when it is first asked for.

    Its short name is the pathway's, as that is what a group of it is called beside those of partners.
    """
    row, _ = Partner.everybody.get_or_create(
        kind=PartnerKind.PROVIDER,
        defaults={
            "slug": PROVIDER_SLUG,
            "name": settings.PROVIDER["name"],
            "short_name": Pathway.DISTANCE.label,
            "address": settings.PROVIDER["address"],
        },
    )
    return row
