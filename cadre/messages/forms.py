from django import forms
from django.db.models import Q, QuerySet

from cadre.messages.mail import Kind, kinds
from cadre.messages.models import Message
from cadre.messages.states import MESSAGE
from cadre.ui.forms import EmailField, Form, ParagraphsField, TextField
from cadre.ui.listing import FilterForm


def _kind_choices() -> list[tuple[str, str]]:
    return [("", "All"), *((kind.key, kind.name) for kind in kinds())]


class OutboxFilter(FilterForm):
    to = TextField(label="To", limit=100)
    about = TextField(label="About", limit=100)
    kind = forms.ChoiceField(label="Message", choices=_kind_choices)
    state = forms.ChoiceField(label="State", choices=[("", "All"), *MESSAGE.choices])

    def narrow(self, rows: QuerySet) -> QuerySet:
        given = {name: value for name, value in self.cleaned_data.items() if value}
        if "to" in given:
            rows = rows.filter(self.addressed(given["to"]))
        if "about" in given:
            rows = rows.filter(self.concerned(given["about"]))
        if "kind" in given:
            rows = rows.filter(kind=given["kind"])
        if "state" in given:
            rows = rows.filter(state=given["state"])
        return rows

    def addressed(self, words: str) -> Q:
        return Q(to_name__icontains=words)

    def concerned(self, words: str) -> Q:
        return Q(about_label__icontains=words)


class ReadersFilter(OutboxFilter):
    """For whoever reads addresses and subjects: nobody else must find by them."""

    def addressed(self, words: str) -> Q:
        return super().addressed(words) | Q(to__icontains=words)

    def concerned(self, words: str) -> Q:
        return super().concerned(words) | Q(subject__icontains=words)


class HoldForm(Form):
    reason = TextField(label="Why it is held", help_text="Shown beside the message until it goes.", limit=300)


class FillInForm(Form):
    """Asks for what a held message lacks: its missing values, and an address where it has none that works."""

    mark_optional = False

    def __init__(self, message: Message, lacking: list[str], *args, **kwargs):
        super().__init__(*args, **kwargs)
        described = message.declared.fields if message.declared else {}
        for name in lacking:
            label = described.get(name, name.replace("_", " "))
            self.fields[name] = ParagraphsField(
                label=label[:1].upper() + label[1:],
                limit=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields["to"] = EmailField(label="Email address", required=False, initial=message.to)


class TemplateForm(Form):
    subject = TextField(label="Subject", limit=200)
    body = ParagraphsField(
        label="Text",
        help_text="Markdown: an empty line between paragraphs, **bold**, - for lists, [words](address) for links.",
        limit=20000,
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput)


def example_values(kind: Kind) -> dict[str, str]:
    """What a preview shows in place of real values: what each field holds, in words."""
    return {
        name: f"https://example.org/{name.replace('_', '-')}"
        if name == "link" or name.endswith("_link")
        else f"[{words}]"
        for name, words in kind.fields.items()
    }
