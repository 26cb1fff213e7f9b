"""Where the shared pages are drawn: layout, addresses and words of the audience."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from cadre.partners.models import Partner

PAGES = (
    *("edit", "host", "schools", "school_removal", "people", "person_new", "person", "person_ending", "person_again"),
    *("venues", "venue_new", "venue", "venue_checks", "venue_retiring", "venue_back"),
    *("profile", "profile_sending", "profile_back"),
)


@dataclass(frozen=True)
class Door:
    """One audience. `home` is the name of the page that shows the partner as a whole."""

    audience: str
    home: str

    def context(self, partner: Partner, **more: Any) -> dict[str, Any]:
        """`go.venues` and the like are names for `{% url %}`."""
        go = {page: f"{self.audience}:partners:{page}" for page in (*PAGES, self.home)}
        go["home"] = go[self.home]
        layout = f"ui/layouts/{self.audience}.html"
        return {"layout": layout, "go": go, "partner": partner, "ours": self.audience == "partner"} | more

    def back(self, page: str, *args: object) -> HttpResponse:
        """To a page of this audience."""
        return redirect(f"{self.audience}:partners:{self.home if page == 'home' else page}", *args)


OFFICE = Door("office", "partner")
PARTNER = Door("partner", "details")
