"""How the office’s list of bookings draws its columns, by their names; the others show their value."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from cadre.ui.markup import markup
from cadre.ui.tags.filters import moment
from cadre.ui.tags.small import code, tag

LINK = '<a href="{url}">{name}</a>'
BOX = '<label class="cd-tickbox"><input type="checkbox" class="cd-tick" name="refs" value="{ref}">'
PAYER = f'<span class="cd-person">{LINK}</span>'
PICKABLE = f'<span class="cd-person">{BOX}<span class="vh">Select {{name}}</span></label> {LINK}</span>'


def booking_cells(*, may_pick: bool) -> dict[str, Callable[[Any], object]]:
    """`may_pick`: a booking with people who were invited and have not applied has a box to tick."""

    def payer(row: Any) -> SafeString:
        url, name = reverse("office:bookings:booking", args=[row.ref]), row.payer_name or row.lead_name
        return markup(PICKABLE if may_pick and row.invited else PAYER, url=url, name=name, ref=row.ref)

    return {
        "payer": payer,
        "ref": lambda row: code(row.ref),
        "submitted": lambda row: moment(row.submitted_at),
        "state": lambda row: tag(row.get_state_display()),
    }
