"""What the pages of this room take in."""

from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet

from cadre.applications.models import Application
from cadre.groups.models import Group, Shortfall
from cadre.groups.states import ShortfallAnswer
from cadre.partners.models import Partner
from cadre.ui.forms import Form, ParagraphsField, TextField
from cadre.ui.listing import FilterForm
from cadre.ui.seen import SeenForm

MOST_PLACES = 60
REASON_LIMIT = 500


class ReasonForm(Form):
    """Why something is done to somebody's place or to a group. `asks` is the question."""

    reason = ParagraphsField(label="Reason", limit=REASON_LIMIT, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, asks: str = "", hint: str = "", required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = asks or "Reason"
        self.fields["reason"].help_text = hint
        self.fields["reason"].required = required
        self.fields["reason"].error_messages["required"] = "Say why. It stays in the journal."


class ShortfallForm(ReasonForm):
    """What becomes of a group that lost people. Of a group that nobody is left in: that it ends."""

    answer = forms.ChoiceField(
        choices=ShortfallAnswer.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of the group."},
    )
    field_order = ["answer", "reason"]

    def __init__(self, *args: Any, people: int, **kwargs: Any) -> None:
        super().__init__(*args, asks="Why?", hint="It stays in the journal.", **kwargs)
        self.fields[
            "answer"
        ].label = f"It has {people or 'no'} {'person' if people == 1 else 'people'}. What becomes of it?"
        if not people:
            self.fields["answer"].choices = [(ShortfallAnswer.MOVE.value, "It is dissolved: nobody is left")]  # type: ignore[attr-defined]


class ShortfallFilter(FilterForm):
    """Which groups that lost people."""

    decision = forms.ChoiceField(label="Decision", choices=[("", "To decide"), ("decided", "Decided"), ("all", "All")])

    def narrow(self, rows: QuerySet[Shortfall]) -> QuerySet[Shortfall]:
        wanted = {"": Q(decided_at=None, past_at=None), "decided": Q(decided_at__isnull=False)}
        return rows.filter(wanted.get(self.cleaned_data.get("decision", ""), Q()))


class MoveForm(ReasonForm):
    """A group chosen on the page before, and why."""

    to = forms.CharField(widget=forms.HiddenInput, max_length=24)


class OpenForm(Form):
    """A new group. The size is the rule's unless another is given."""

    partner = forms.ModelChoiceField(
        queryset=Partner.objects.none(), label="Partner", to_field_name="slug", empty_label="Choose a partner"
    )
    size = forms.IntegerField(
        label="Places",
        min_value=1,
        max_value=MOST_PLACES,
        required=False,
        widget=forms.TextInput(attrs={"class": "cd-w-s", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, partners: QuerySet[Partner], usual: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]
        self.fields["size"].help_text = f"Leave it empty for the usual {usual}."


class SizeForm(SeenForm):
    """How many places a group has."""

    size = forms.IntegerField(
        label="Places",
        min_value=1,
        max_value=MOST_PLACES,
        widget=forms.TextInput(attrs={"class": "cd-w-s", "inputmode": "numeric"}),
    )


class GroupFilter(FilterForm):
    """Which groups of a board."""

    show = forms.ChoiceField(
        label="Groups",
        choices=[
            ("", "All"),
            ("short", "Short"),
            ("runs", "Running"),
            ("room", "With room"),
            ("confirmed", "Confirmed"),
        ],
    )

    def narrow(self, rows: QuerySet[Group]) -> QuerySet[Group]:
        wanted = {
            "short": Q(people__lt=F("minimum"), state="forming"),
            "runs": Q(people__gte=F("minimum")) & ~Q(state="closed"),
            "room": Q(people__lt=F("size")) & ~Q(state="closed"),
            "confirmed": Q(state="confirmed"),
        }
        return rows.filter(wanted.get(self.cleaned_data.get("show", ""), Q()))


class WaitingFilter(FilterForm):
    """Which of the people without a place."""

    q = TextField(label="Name or school", limit=100)
    region = forms.ChoiceField(label="Region")
    partner = forms.ChoiceField(label="Chose")
    consent = forms.ChoiceField(
        label="Another group",
        choices=[("", "Any answer"), ("yes", "Said yes"), ("no", "Said no"), ("unknown", "Not asked")],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = list(Partner.objects.order_by("name").values_list("slug", "name", "region"))
        regions = sorted({region for *_, region in partners})
        self.fields["region"].choices = [("", "Any region"), *((name, name) for name in regions)]  # type: ignore[attr-defined]
        self.fields["partner"].choices = [("", "Any partner"), *((slug, name) for slug, name, _ in partners)]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Application]) -> QuerySet[Application]:
        asked = self.cleaned_data
        if words := asked.get("q"):
            rows = rows.filter(Q(name__icontains=words) | Q(school__name__icontains=words) | Q(ref__iexact=words))
        if region := asked.get("region"):
            rows = rows.filter(school__region=region)
        if partner := asked.get("partner"):
            rows = rows.filter(preferred_partner__slug=partner)
        if consent := asked.get("consent"):
            rows = rows.filter(may_offer_local={"yes": True, "no": False, "unknown": None}[consent])
        return rows
