"""What the pages of training take in."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from cadre.facilitators.models import Facilitator
from cadre.lib.refs import new_token
from cadre.partners.access import active_partners
from cadre.partners.models import Partner
from cadre.programmes.models import Qualification
from cadre.schools.states import REGIONS
from cadre.training.actions import PartPlan, as_typed
from cadre.training.models import Part, Session
from cadre.training.queries.assisting import Available
from cadre.training.states import PARTS, HostState, SessionKind
from cadre.ui.forms import DateField, Form, TextField, TimeField
from cadre.ui.listing import FilterForm
from cadre.ui.seen import SeenForm

TIME = {"class": "cd-w-s", "inputmode": "numeric"}


class PartsForm(SeenForm):
    """A day and times for each part of a session of one kind."""

    venue = TextField(label="Venue", limit=200)

    def __init__(self, *args: Any, kind: SessionKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for number, words in enumerate(PARTS[kind], 1):
            morning = number == 1
            self.fields[f"on_{number}"] = DateField(label=f"{words}: day")
            self.fields[f"starts_{number}"] = TimeField(
                label=f"{words}: begins", initial="09:30" if morning else "13:30"
            )
            self.fields[f"ends_{number}"] = TimeField(label=f"{words}: ends", initial="12:30" if morning else "16:00")

    def given(self) -> dict[str, Any]:
        """The parts and the venue, as arguments of the action."""
        said = self.cleaned_data
        parts = [
            PartPlan(said[f"on_{number}"], said[f"starts_{number}"], said[f"ends_{number}"])
            for number in range(1, len(PARTS[self.kind]) + 1)
        ]
        return {"parts": parts, "venue": said["venue"]}


class SessionForm(PartsForm):
    """A new session of one kind. `once` makes a double click one."""

    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    title = TextField(label="Title", limit=120)
    region = forms.ChoiceField(label="For which region?", choices=[("", "Choose"), *((one, one) for one in REGIONS)])
    host = forms.ModelChoiceField(Partner.objects.none(), to_field_name="slug", label="Host partner")
    places = forms.IntegerField(
        label="Places", min_value=1, max_value=200, widget=forms.TextInput(attrs=TIME), initial=16
    )

    def __init__(self, *args: Any, kind: SessionKind, today: date, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        self.order_fields(["title", "region", "host", "venue", "places"])
        self.fields["host"].queryset = active_partners(today)  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial["once"] = new_token()
            self.initial.setdefault("title", "Facilitator training" if kind == SessionKind.FOUNDATION else "Half-day: ")

    def given(self) -> dict[str, Any]:
        own = {name: self.cleaned_data[name] for name in ("title", "region", "host", "places", "once")}
        return {"kind": self.kind, **super().given(), **own}


class ChangeForm(PartsForm):
    """Other days and times of a session that is planned, or another venue."""

    def __init__(self, *args: Any, session: Session, parts: Sequence[Part], **kwargs: Any) -> None:
        before = as_typed(session, parts)
        super().__init__(*args, before=before, **kwargs)
        times = {name: f"{value:%H:%M}" for name, value in before.items() if isinstance(value, time)}
        self.initial.update(times)

    def given(self) -> dict[str, Any]:
        return {**super().given(), "seen": self.cleaned_data["seen"]}


class PeopleForm(Form):
    """Facilitators by their keys."""

    people = forms.MultipleChoiceField(
        label="Whom?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one person."},
    )

    def __init__(self, *args: Any, people: Sequence[Facilitator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in people}
        choices = [(key, f"{one.user.name}, {one.region}") for key, one in self.known.items()]
        self.fields["people"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Facilitator]:
        return [self.known[key] for key in self.cleaned_data["people"]]


class HelpersForm(Form):
    """Who helps at a session, each with what speaks against it on its days."""

    people = forms.MultipleChoiceField(
        label="Who helps?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one person."},
    )

    def __init__(self, *args: Any, people: Sequence[Available], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.facilitator.pk): one.facilitator for one in people}
        choices = [
            (str(one.facilitator.pk), f"{one.facilitator}, {one.facilitator.region}: {one.words}") for one in people
        ]
        self.fields["people"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Facilitator]:
        return [self.known[key] for key in self.cleaned_data["people"]]


class CannotHelpForm(Form):
    reason = TextField(
        limit=300,
        label="Why can you not come?",
        help_text="Whoever assigned you reads it.",
        error_messages={"required": "Say why, so that we know whom to ask instead."},
    )


class AccreditForm(PeopleForm):
    """Who was there throughout, and for which qualifications they are accredited."""

    qualifications = forms.ModelMultipleChoiceField(
        Qualification.objects.all(),
        to_field_name="slug",
        label="For which qualifications?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one qualification."},
    )


class ReasonForm(Form):
    reason = TextField(limit=300, label="Reason", help_text="It stays in the journal, and in the mail if one is sent.")


class HostForm(Form):
    words = TextField(limit=500, label="Anything we should know?", required=False)
    mark_optional = False


class HostedFilter(FilterForm):
    """Which of the sessions that a partner is asked to host."""

    q = TextField(label="Training or venue", limit=100)
    answer = forms.ChoiceField(label="Your answer", choices=[("", "All"), *HostState.choices(), ("off", "Called off")])

    def narrow(self, rows: QuerySet[Session]) -> QuerySet[Session]:
        said = self.cleaned_data
        if words := said.get("q"):
            rows = rows.filter(Q(title__icontains=words) | Q(venue__icontains=words) | Q(ref__icontains=words))
        if not (answer := said.get("answer")):
            return rows
        off = rows.exclude(called_off_at=None)
        return off if answer == "off" else rows.filter(host_state=answer, called_off_at=None)


class SessionFilter(FilterForm):
    region = forms.ChoiceField(label="Region", choices=[("", "All"), *((one, one) for one in REGIONS)])
    kind = forms.ChoiceField(label="Kind", choices=[("", "All"), *SessionKind.choices()])

    def narrow(self, rows: QuerySet[Session]) -> QuerySet[Session]:
        said = self.cleaned_data
        for name in ("region", "kind"):
            if said.get(name):
                rows = rows.filter(**{name: said[name]})
        return rows
