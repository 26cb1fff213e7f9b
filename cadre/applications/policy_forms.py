"""What a new dated rule needs. Every form ends with its first day and its source."""

from datetime import date, timedelta
from typing import Any

from django import forms

from cadre.applications.reference import preference_presets
from cadre.applications.states import Counted, Over, Preference
from cadre.lib import text
from cadre.ui.forms import DateTextField, Form, TextField

MOST_BANDS = 5
HIGHEST_POUNDS = 100_000_000
ROUTES = [
    ("opportunity_area", "In an opportunity area"),
    ("category", "In a district of one of the categories below"),
    ("trust", "In a trust with a school in such a place"),
    ("diocese", "In a diocese with a school in such a place"),
]
CATEGORIES = [(one, f"Category {one}") for one in "123456"]
FIGURES = {"class": "cd-w-s", "inputmode": "numeric"}


class RuleForm(Form):
    from_on = DateTextField(
        label="From",
        help_text="Tomorrow at the earliest. The version before it ends then.",
        error_messages={"required": "Enter the first day it applies."},
    )
    source = TextField(label="Source", help_text="Where it is from: an agreement, a letter, a decision.", limit=200)
    mark_optional = False

    def given(self) -> dict[str, Any]:
        """The arguments of the action."""
        return dict(self.cleaned_data)


def figure(label: str, most: int, *, least: int = 0, required: bool = False, help_text: str = "") -> forms.IntegerField:
    too_few = f"{least} at least." if least else "No less than nothing."
    return forms.IntegerField(
        label=label,
        required=required,
        help_text=help_text,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(FIGURES),
        error_messages={
            "max_value": f"{most} at most.",
            "min_value": too_few,
        },
    )


class DiscountForm(RuleForm):
    counted = forms.ChoiceField(label="Who counts together", choices=Counted.choices())
    over = forms.ChoiceField(
        label="Over", choices=Over.choices(), error_messages={"required": "Choose over what time they are counted."}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_BANDS + 1):
            self.fields[f"people_{number}"] = figure(f"Band {number}: from how many people", 1_000)
            self.fields[f"percent_{number}"] = figure(f"Band {number}: percent off", 100)
        self.fields["people_1"].help_text = "Leave every band empty to end this discount."
        self.order_fields(
            ["counted", "over", *[name for name in self.fields if name[:3] == "peo" or name[:3] == "per"]]
        )

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(1, MOST_BANDS + 1):
            people, percent = clean.get(f"people_{number}"), clean.get(f"percent_{number}")
            if (people is None) != (percent is None) and not self.errors:
                missing = "people" if people is None else "percent"
                self.add_error(f"{missing}_{number}", "A band needs both, the people and the percent.")
        return clean

    def given(self) -> dict[str, Any]:
        typed = self.cleaned_data
        bands = [(typed[f"people_{number}"], typed[f"percent_{number}"]) for number in range(1, MOST_BANDS + 1)]
        return {
            "counted": Counted(typed["counted"]),
            "over": Over(typed["over"]),
            "bands": [pair for pair in bands if pair[0] is not None],
            "from_on": typed["from_on"],
            "source": typed["source"],
        }


class ScholarshipForm(RuleForm):
    name = TextField(label="Name of this version", limit=80)
    routes = forms.MultipleChoiceField(
        label="Eligible are publicly funded schools",
        choices=ROUTES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one way to be eligible."},
    )
    categories = forms.MultipleChoiceField(
        label="Categories that count", choices=CATEGORIES, widget=forms.CheckboxSelectMultiple, required=False
    )
    not_funded_types = TextField(
        label="Types of establishment that are not publicly funded",
        limit=200,
        help_text="Their two-figure codes in the school register, with spaces between them.",
    )
    categories_as_at = DateTextField(
        label="The categories are as at", error_messages={"required": "Enter the day of the categories."}
    )
    field_order = ["name", "routes", "categories", "not_funded_types", "categories_as_at"]

    def clean_not_funded_types(self) -> list[str]:
        codes = text.ascii_digits(self.cleaned_data["not_funded_types"]).replace(",", " ").split()
        if not all(code.isascii() and code.isdigit() and len(code) == 2 for code in codes):
            raise forms.ValidationError("Each is a code of two figures, such as 10 or 24.")
        return codes

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        if "category" in clean.get("routes", ()) and not clean.get("categories"):
            self.add_error("categories", "Say which categories count.")
        return clean

    def given(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        categories = typed.pop("categories")
        if {"5", "6"} <= set(categories):
            categories = [*categories, "5or6"]
        typed["criteria"] = {
            "routes": typed.pop("routes"),
            "categories": categories,
            "not_funded_types": typed.pop("not_funded_types"),
        }
        return typed


class PreferenceForm(RuleForm):
    name = TextField(label="Name of this order", limit=80)

    def __init__(self, *args: Any, preset: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = preference_presets().get(preset, {})
        for number in range(1, len(Preference) + 1):
            self.fields[f"criterion_{number}"] = forms.ChoiceField(
                label=f"{number}.",
                required=False,
                choices=[("", "Nothing more"), *Preference.choices()],
                initial=dict(enumerate(known.get("criteria", ()), start=1)).get(number, ""),
            )
        self.fields["name"].initial, self.fields["source"].initial = known.get("name", ""), known.get("source", "")
        self.order_fields(["name", *[name for name in self.fields if name.startswith("criterion")]])

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = self.chosen()
        if not chosen:
            self.add_error("criterion_1", "Choose at least one.")
        if len(set(chosen)) < len(chosen):
            self.add_error("criterion_1", "Each stands in the order once.")
        return clean

    def chosen(self) -> list[str]:
        names = [name for name in self.fields if name.startswith("criterion")]
        return [self.cleaned_data[name] for name in sorted(names) if self.cleaned_data.get(name)]

    def given(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "name": typed["name"],
            "criteria": [Preference(one) for one in self.chosen()],
            "from_on": typed["from_on"],
            "source": typed["source"],
        }


class FundForm(RuleForm):
    name = TextField(label="Name", limit=80)
    places = figure("Places", 1_000_000)
    amount = figure("Or the amount, in whole pounds", HIGHEST_POUNDS)
    per_school = figure("Most places for one school", 10_000)
    last_on = DateTextField(
        label="Ends",
        error_messages={"required": "Enter the last day."},
        help_text="Of courses that start up to this day.",
    )
    field_order = ["name", "places", "amount", "per_school", "from_on", "last_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_on"].help_text = "Of courses that start from this day."
        self.fields["per_school"].help_text = "Empty: no cap."

    def clean_last_on(self) -> date | None:
        last: date | None = self.cleaned_data["last_on"]
        if last and last.year > 9998:
            raise forms.ValidationError("This is too far away.")
        return last

    def given(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        amount, last = typed.pop("amount"), typed.pop("last_on")
        return typed | {"pence": None if amount is None else amount * 100, "to_on": last + timedelta(days=1)}


class PayerRuleForm(RuleForm):
    remind_after = TextField(
        limit=60,
        label="Remind after how many working days?",
        help_text="With spaces between them, such as 3 7 12. Counted from the day somebody was asked.",
    )
    staff_after = figure("And stand before staff after how many?", 250, least=1, required=True)
    field_order = ["remind_after", "staff_after"]

    def clean_remind_after(self) -> list[int]:
        said = text.ascii_digits(self.cleaned_data["remind_after"]).replace(",", " ").split()
        if not all(one.isascii() and one.isdigit() and len(one) <= 3 for one in said):
            raise forms.ValidationError("Write whole numbers, such as 3 7 12.")
        return [int(one) for one in said]
