"""What people type and choose in this room."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from cadre.facilitators.models import Facilitator
from cadre.groups.models import Group
from cadre.partners.models import Partner, Venue
from cadre.programmes.models import Intake, Qualification
from cadre.scheduling.actions.dates import NONE_SEEN
from cadre.scheduling.models import Event
from cadre.scheduling.states import FacilitatorRole
from cadre.ui.forms import DateTextField, Form, Hinted, ParagraphsField, TextField
from cadre.ui.listing import FilterForm


class VenueField(forms.ModelChoiceField):
    def label_from_instance(self, venue: Any) -> str:
        facts = [venue.postcode, f"room for {venue.capacity}" if venue.capacity else ""]
        return Hinted(venue.name, hint=", ".join(filter(None, facts)))


class PickForm(Form):
    """A day in the window, the venue or joining link, and the reason where one is needed.

    `seen` is what the person had before them.
    """

    day = DateTextField(label="Date", error_messages={"required": "Pick a day."})
    venue = VenueField(
        label="Venue",
        queryset=Venue.objects.none(),
        required=False,
        empty_label=None,
        error_messages={"required": "Choose a venue."},
        widget=forms.RadioSelect(attrs={"class": "cd-pick cd-pick--plain"}),
    )
    link = forms.URLField(
        label="Joining link",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Where people join. Leave it empty if there is none yet.",
        error_messages={"invalid": "Enter a web address, such as https://meet.example/your-group."},
        widget=forms.URLInput(attrs={"class": "govuk-input", "autocomplete": "off"}),
    )
    reason = ParagraphsField(label="Why this day", required=False, limit=500, widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    mark_optional = False

    def __init__(
        self, *args: Any, group: Group, event: Event | None, usual: Venue | None = None, link: str = "", **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "day": event.starts_on if event else None,
            "venue": event.venue_id if event else usual and usual.pk,
            "link": event.joining_link if event else link,
            "seen": event.sequence if event else NONE_SEEN,
        }
        super().__init__(*args, **kwargs)
        venue, reason = self.fields["venue"], self.fields["reason"]
        assert isinstance(venue, forms.ModelChoiceField)
        kept = Q(retired_on=None) | Q(pk=event.venue_id if event else None)
        venue.queryset = group.partner.venues.filter(kept)
        venues = list(venue.queryset)
        if len(venues) == 1:
            self.initial["venue"] = venues[0].pk
        venue.required = bool(venues)
        if not venues or group.is_distance:
            del self.fields["venue"]
        if not group.is_distance:
            del self.fields["link"]
        reason.help_text = (
            "People hold the dates already, so the change is explained to them in these words."
            if group.is_confirmed
            else "Only for a day in amber: how it works although somebody is booked. The office reads it."
        )


class StaffForm(Form):
    """Who joins the team, and as what. `reason` matters where something speaks against it."""

    facilitator = forms.ModelChoiceField(label="Facilitator", queryset=Facilitator.objects.none())
    role = forms.ChoiceField(label="Role", choices=FacilitatorRole.choices())
    reason = TextField(label="Why", required=False, limit=300)

    def __init__(self, *args: Any, staff: QuerySet[Facilitator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["facilitator"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = staff


class ReleaseForm(Form):
    reason = TextField(label="Why they leave", required=False, limit=300)


class ConfirmForm(Form):
    override_reason = ParagraphsField(
        label="Reason to run it under the minimum",
        help_text="It is kept with the group and shown to finance.",
        required=False,
        limit=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    mark_optional = False


class FindForm(FilterForm):
    """Looks for a facilitator by name or employer."""

    q = TextField(label="Name or school", limit=100)


class EventFilter(FilterForm):
    """Filters of the office's list of events."""

    q = TextField(label="Group", limit=30)
    intake = forms.ModelChoiceField(label="Intake", queryset=Intake.objects.all(), empty_label="All")
    qualification = forms.ModelChoiceField(
        label="Qualification", queryset=Qualification.objects.all(), empty_label="All"
    )
    partner = forms.ModelChoiceField(label="Partner", queryset=Partner.objects.all(), empty_label="All")
    facilitator = forms.ModelChoiceField(
        label="Facilitator", queryset=Facilitator.objects.select_related("user"), empty_label="All"
    )
    start = DateTextField(label="From")
    end = DateTextField(label="To")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            self.add_error("end", f"Give a day from {start.day} {start:%B} on.")
        return cleaned

    def narrow(self, rows: Any) -> Any:
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        lookups = {
            "q": "group__ref__icontains",
            "intake": "group__offering__intake",
            "qualification": "group__offering__qualification",
            "partner": "group__partner",
            "start": "ends_on__gte",
            "end": "starts_on__lte",
        }
        rows = rows.filter(**{lookups[name]: value for name, value in asked.items() if name in lookups})
        if person := asked.get("facilitator"):
            rows = rows.filter(group__in=person.assignments.filter(released_at=None).values("group"))
        return rows


class TogetherForm(Form):
    """Why everybody who is left in a group moves to another one together."""

    reason = ParagraphsField(label="Why?", limit=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "It stays in the journal, and is told to those who host and facilitate."
        self.fields["reason"].error_messages["required"] = "Say why. It stays in the journal."
