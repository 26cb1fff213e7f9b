"""What people type and choose in this room."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from cadre.facilitators.models import Facilitator
from cadre.groups.models import Group
from cadre.lib import clock
from cadre.lib.dates import weekday_day
from cadre.partners.models import Partner, Venue
from cadre.programmes.models import Intake, Qualification, TimelineElement
from cadre.scheduling.actions.dates import NONE_SEEN
from cadre.scheduling.models import Event
from cadre.scheduling.queries.swaps import Swap
from cadre.scheduling.rules.holidays import Holiday, read_holidays
from cadre.scheduling.states import FacilitatorRole
from cadre.ui.forms import DateField, DateTextField, Form, Hinted, ParagraphsField, TextField
from cadre.ui.listing import FilterForm


class VenueField(forms.ModelChoiceField):
    def label_from_instance(self, venue: Any) -> str:
        facts = [venue.postcode, f"room for {venue.capacity}" if venue.capacity else ""]
        return Hinted(venue.name, hint=", ".join(filter(None, facts)))


class PickForm(Form):
    """A day in the window, the venue or joining link, and the reason where one is needed.

    `seen` is what the person had before them.
    """

    day = DateTextField(label="Date", required=False, error_messages={"required": "Pick a day."})
    other = DateTextField(
        label="Another day (optional)",
        required=False,
        help_text="Outside the window, out of order or on a fixed point of an online course. Say why below.",
    )
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
        self,
        *args: Any,
        group: Group,
        event: Event | None,
        usual: Venue | None = None,
        link: str = "",
        held: date | None = None,
        may_override: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {
            "day": event.starts_on if event else held,
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
        if not may_override:
            del self.fields["other"]
        reason.help_text = (
            "People hold the dates already, so the change is explained to them in these words."
            if group.is_confirmed
            else "Only for a day in amber: how it works although somebody is booked. The office reads it."
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("other") and not cleaned.get("day") and not {"day", "other"} & set(self.errors):
            self.add_error("day", "Pick a day.")
        return cleaned


class SwapForm(Form):
    """With which event, and why. Each choice says what both groups would have; `seen` is what the person had before
    them of both."""

    other = forms.ChoiceField(
        label="Swap with",
        widget=forms.RadioSelect(attrs={"class": "cd-pick cd-pick--plain"}),
        error_messages={"required": "Choose an event.", "invalid_choice": "This event cannot be swapped any more."},
    )
    reason = ParagraphsField(label="Why", required=False, limit=500, widget=forms.Textarea(attrs={"rows": 2}))
    mark_optional = False

    def __init__(self, *args: Any, swaps: Sequence[Swap], ours: Event, confirmed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ours, self.events = ours, {f"{s.event.ref}:{s.event.sequence}:{ours.sequence}": s.event for s in swaps}
        field = self.fields["other"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (
                key,
                Hinted(f"{event.group.ref} {event.element.title}, {weekday_day(event.starts_on)}", hint=_where(event)),
            )
            for key, event in self.events.items()
            if any(swap.event is event and swap.is_possible for swap in swaps)
        ]
        self.fields["reason"].help_text = (
            "People hold these dates already, so the change is explained to them in these words."
            if confirmed
            else "Needed where somebody is booked, or where people hold the other date already."
        )

    @property
    def chosen(self) -> Event:
        return self.events[self.cleaned_data["other"]]

    @property
    def seen(self) -> tuple[int, int]:
        """The sequences of ours and of the other as they were before the person."""
        _, theirs, ours = self.cleaned_data["other"].rsplit(":", 2)
        return int(ours), int(theirs)


def _where(event: Event) -> str:
    return f"{event.group.partner.short_name}, {event.where or 'venue not confirmed'}"


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
    """Filters of the office's list of events. Its rows know what is missing of them (`queries.with_gaps`).

    From today on, unless a day, a group or another `when` is asked for.
    """

    q = TextField(label="Group", limit=30)
    intake = forms.ModelChoiceField(label="Intake", queryset=Intake.objects.all(), empty_label="All")
    qualification = forms.ModelChoiceField(
        label="Qualification", queryset=Qualification.objects.all(), empty_label="All"
    )
    partner = forms.ModelChoiceField(label="Partner", queryset=Partner.objects.all(), empty_label="All")
    facilitator = forms.ModelChoiceField(
        label="Facilitator", queryset=Facilitator.objects.select_related("user"), empty_label="All"
    )
    covered = forms.ChoiceField(label="Covered", choices=[("", "Either"), ("no", "Not covered")])
    when = forms.ChoiceField(
        label="When", choices=[("", "From today"), ("due", "Register due"), ("past", "Over"), ("all", "Any day")]
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
        rows = rows.filter(Q(unled=True) | Q(short=True)) if asked.get("covered") else rows
        return rows.filter(self._when(asked))

    def _when(self, asked: dict[str, Any]) -> Q:
        today = clock.today()
        if when := asked.get("when"):
            return {"due": Q(owed=True), "past": Q(ends_on__lt=today)}.get(when, Q())
        return Q() if asked.keys() & {"q", "start", "end"} else Q(ends_on__gte=today)


class TogetherForm(Form):
    """Why everybody who is left in a group moves to another one together."""

    reason = ParagraphsField(label="Why?", limit=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "It stays in the journal, and is told to those who host and facilitate."
        self.fields["reason"].error_messages["required"] = "Say why. It stays in the journal."


class CanComeForm(Form):
    answer = forms.ChoiceField(
        label="Can you come on that day?",
        choices=[("yes", "Yes, I can come"), ("no", "No, I cannot come")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no."},
    )
    words = TextField(label="Anything we should know", required=False, limit=500)


class HolidaysForm(Form):
    """A pasted list. Nothing is added while a line is wrong."""

    lines = ParagraphsField(
        label="One holiday a line",
        help_text="Area; name; first day; last day; source. The area is a local authority as the school register writes"
        " it, or England. Rows copied from a spreadsheet work too.",
        limit=50_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write at least one line."},
    )

    def clean_lines(self) -> list[Holiday]:
        found, faults = read_holidays(self.cleaned_data["lines"])
        if faults:
            raise forms.ValidationError(faults[:10])
        return found


class HolidayFilter(FilterForm):
    """Which school holidays."""

    q = TextField(label="Area or name", limit=60)
    start = DateTextField(label="From")

    def narrow(self, rows: Any) -> Any:
        if words := self.cleaned_data.get("q"):
            rows = rows.filter(area__icontains=words) | rows.filter(name__icontains=words)
        if start := self.cleaned_data.get("start"):
            rows = rows.filter(ends_on__gte=start)
        return rows


class StartForm(Form):
    """Another day for an intake's start, whether its windows go along, and why."""

    ALONG, STAY = "along", "stay"
    starts_on = DateField(
        label="Programme starts",
        help_text="After registration has closed",
        error_messages={"required": "Enter the day the programme starts."},
    )
    windows = forms.ChoiceField(
        label="Its windows",
        choices=[
            (ALONG, Hinted("Move with it", hint="by whole weeks; what has begun stays")),
            (STAY, Hinted("Stay", hint="each qualification’s windows can be changed by hand")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether windows move."},
    )
    reason = TextField(label="Why", required=False, limit=300, help_text="Partners with groups of this intake read it")
    mark_optional = False
    """A look needs no reason, and the move does."""

    def __init__(self, *args: Any, intake: Intake, **kwargs: Any) -> None:
        super().__init__(*args, initial={"starts_on": intake.starts_on, "windows": self.ALONG}, **kwargs)

    @property
    def along(self) -> bool:
        return bool(self.cleaned_data["windows"] == self.ALONG)


class TimelineForm(Form):
    """Two days for each element, and why. `rows`: (element, field of the first day, field of the last)."""

    reason = ParagraphsField(
        label="Why the windows change",
        help_text="Partners with groups of this intake read it.",
        required=False,
        limit=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    mark_optional = False

    def __init__(self, *args: Any, elements: Sequence[TimelineElement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.elements = elements
        for element in elements:
            for name, day, words in (("starts", element.starts_on, "First"), ("ends", element.ends_on, "Last")):
                field = DateTextField(label=f"{words} day of {element.title}", initial=day)
                field.label_suffix = ""
                self.fields[f"{name}_{element.pk}"] = field

    @property
    def rows(self) -> list[tuple[TimelineElement, Any, Any]]:
        return [(one, self[f"starts_{one.pk}"], self[f"ends_{one.pk}"]) for one in self.elements]

    @property
    def windows(self) -> dict[int, tuple[date, date]]:
        """{element's key: (first day, last day)} of a valid form."""
        said = self.cleaned_data
        return {one.pk: (said[f"starts_{one.pk}"], said[f"ends_{one.pk}"]) for one in self.elements}
