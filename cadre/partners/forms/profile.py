"""What a partner's public page says."""

from collections.abc import Mapping
from typing import Any

from django import forms

from cadre.partners.actions import PROFILE_FIELDS
from cadre.partners.models import ProfileVersion
from cadre.ui.forms import Form, ParagraphsField, TextField
from cadre.ui.seen import SeenForm

MOST_LINKS = 4


def web_address(label: str, **more: Any) -> forms.URLField:
    """An address that begins with https://, added where it was left out."""
    return forms.URLField(
        label=label,
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": "Enter a web address, such as https://www.example.sch.uk."},
        widget=forms.URLInput(attrs={"class": "govuk-input", "autocomplete": "off"}),
        **more,
    )


class ProfileForm(SeenForm):
    headline = TextField(
        label="In one sentence", limit=160, required=False, help_text="What makes groups with you good."
    )
    overview = ParagraphsField(
        label="Overview",
        limit=3000,
        help_text="Who you are, which schools, who leads the days. Plain words; an empty line begins a paragraph.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    website = web_address("Website")
    mark_optional = False

    def __init__(self, *args: Any, row: ProfileVersion, **kwargs: Any) -> None:
        super().__init__(*args, row=row, columns=PROFILE_FIELDS, **kwargs)
        self.initial.pop("links", None)
        for number in range(MOST_LINKS):
            label, address = row.links[number] if number < len(row.links) else ("", "")
            self.fields[f"label_{number}"] = TextField(
                label=f"Link {number + 1}: words", limit=60, required=False, initial=label
            )
            self.fields[f"address_{number}"] = web_address(f"Link {number + 1}: address", initial=address)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for number in range(MOST_LINKS):
            label, address = said.get(f"label_{number}"), said.get(f"address_{number}")
            if bool(label) != bool(address) and not {f"label_{number}", f"address_{number}"} & set(self.errors):
                missing = "address" if label else "label"
                self.add_error(f"{missing}_{number}", "A link needs both words and address.")
        for name in ["website", *(f"address_{number}" for number in range(MOST_LINKS))]:
            if str(said.get(name) or "https:").split(":")[0] not in ("http", "https"):
                self.add_error(name, "Enter an address that begins with https://.")
        return said

    def content(self) -> dict[str, Any]:
        """The fields of a version."""
        said = self.cleaned_data
        pairs = [[said[f"label_{number}"], said[f"address_{number}"]] for number in range(MOST_LINKS)]
        return {
            "headline": said["headline"],
            "overview": said["overview"],
            "website": said["website"],
            "links": [pair for pair in pairs if pair[0]],
        }

    def show_theirs(self, theirs: Mapping[str, object]) -> None:
        super().show_theirs(theirs)
        links = theirs.get("links")
        if isinstance(links, list) and links != self.content_links():
            words = "; ".join(f"{label}: {address}" for label, address in links) or "none"
            self.add_error("label_0", f"The links are now: {words}")

    def content_links(self) -> list[list[str]]:
        """The links as they were typed, as far as they are whole."""
        said = self.cleaned_data
        pairs = [[said.get(f"label_{number}", ""), said.get(f"address_{number}", "")] for number in range(MOST_LINKS)]
        return [pair for pair in pairs if all(pair)]


class ReturnForm(Form):
    reason = ParagraphsField(
        label="What should they change?",
        limit=500,
        help_text="It stands in the mail to the partner’s leads.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
