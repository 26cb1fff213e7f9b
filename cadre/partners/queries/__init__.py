"""Partners as the public, the office and they themselves look at them."""

from cadre.partners.queries.changes import (
    Mergers,
    Preview,
    formerly,
    gone_partner,
    mergers,
    preview_of,
    standing_change,
    tell_mergers,
)
from cadre.partners.queries.directory import (
    code_address,
    directory,
    match_code,
    nearby,
    nearest_first,
    offered_by,
    office_list,
    partners_around,
    place_of,
    search_partners,
)
from cadre.partners.queries.onboarding import checklist, known_of
from cadre.partners.queries.payee import has_confirmed_payee, payees_of, with_payees
from cadre.partners.queries.profile import changes_of, history_of, public_contacts, shown_profile
from cadre.partners.queries.public import (
    NOWHERE,
    kept_query,
    links_of,
    near_rows,
    near_to,
    partner_map,
    public_venues,
    regions_of,
)
from cadre.partners.queries.venues import asked_of, covered_on, venues_of

__all__ = [
    "NOWHERE",
    "Mergers",
    "Preview",
    "asked_of",
    "changes_of",
    "checklist",
    "code_address",
    "covered_on",
    "directory",
    "formerly",
    "gone_partner",
    "has_confirmed_payee",
    "history_of",
    "kept_query",
    "known_of",
    "links_of",
    "match_code",
    "mergers",
    "near_rows",
    "near_to",
    "nearby",
    "nearest_first",
    "offered_by",
    "office_list",
    "partner_map",
    "partners_around",
    "payees_of",
    "place_of",
    "preview_of",
    "public_contacts",
    "public_venues",
    "regions_of",
    "search_partners",
    "shown_profile",
    "standing_change",
    "tell_mergers",
    "venues_of",
    "with_payees",
]
