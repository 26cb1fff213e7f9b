"""Form fields that clean what people type, by the rules of `cadre.lib.text` and `cadre.lib.typed_dates`."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from cadre.lib import text, typed_dates
from cadre.ui.widgets import DateInput

__all__ = ["DateInput", "Hinted"]


class Hinted(str):
    """The label of a radio or checkbox with a line beneath: `Hinted("Brackenmoor Academy", hint="Arnold, NG5 6QT")`."""

    hint: str

    def __new__(cls, label: str, *, hint: str = "") -> "Hinted":
        made = super().__new__(cls, label)
        made.hint = hint
        return made


class CleanedField(forms.CharField):
    """A text field whose value passes through one function of `cadre.lib.text`; its ValueError is the message."""

    autocomplete = ""
    inputmode = ""
    extra_class = ""

    def __init__(self, *, clean_with: Callable[[str], str] | None = None, **kwargs):
        kwargs.setdefault("strip", False)
        super().__init__(**kwargs)
        self.validators = []
        self._clean_with = clean_with

    def clean_with(self, value: str) -> str:
        return self._clean_with(value) if self._clean_with else text.line(value)

    def to_python(self, value):
        try:
            return self.clean_with(str(value or ""))
        except ValueError as wrong:
            raise ValidationError(str(wrong), code="invalid") from wrong

    def widget_attrs(self, widget):
        wanted = {"autocomplete": self.autocomplete, "inputmode": self.inputmode, "class": self.extra_class}
        attrs = {name: value for name, value in wanted.items() if value and name not in widget.attrs}
        if not isinstance(widget, forms.Textarea):
            attrs["spellcheck"] = "false"
        return attrs


class TextField(CleanedField):
    """One line of text of at most `limit` characters."""

    def __init__(self, *, limit: int = 200, **kwargs):
        self.limit = limit
        super().__init__(**kwargs)

    def clean_with(self, value: str) -> str:
        return text.line(value, max_length=self.limit)


class NameField(TextField):
    """A person's name, in any script."""

    autocomplete = "name"

    def __init__(self, *, limit: int = 100, **kwargs):
        super().__init__(limit=limit, **kwargs)


class ParagraphsField(TextField):
    """Several lines of text."""

    widget = forms.Textarea(attrs={"rows": 5})

    def __init__(self, *, limit: int = 5000, **kwargs):
        super().__init__(limit=limit, **kwargs)

    def clean_with(self, value: str) -> str:
        return text.paragraphs(value, max_length=self.limit)


class EmailField(CleanedField):
    """One e-mail address, its domain in lower case."""

    widget = forms.EmailInput
    autocomplete = "email"
    clean_with = staticmethod(text.email)


class PhoneField(CleanedField):
    """A phone number, kept as E.164."""

    widget = forms.TextInput(attrs={"type": "tel"})
    autocomplete = "tel"
    extra_class = "cd-w-l"
    clean_with = staticmethod(text.phone)


class PostcodeField(CleanedField):
    """A British postcode. For an address abroad the form cleans it with `text.postcode(value, uk=False)`."""

    autocomplete = "postal-code"
    extra_class = "cd-w-s"
    clean_with = staticmethod(text.postcode)


class TRNField(CleanedField):
    """A teacher reference number, kept as seven digits."""

    inputmode = "numeric"
    extra_class = "cd-w-s cd-code"
    clean_with = staticmethod(text.trn)


class DateField(forms.Field):
    """A date in three boxes. `earliest` and `latest` are dates, or functions that give them."""

    widget = DateInput

    def __init__(self, *, earliest=None, latest=None, **kwargs):
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)

    def to_python(self, value) -> date | None:
        if value is None or isinstance(value, date):
            return value
        try:
            if isinstance(value, str):
                return typed_dates.from_text(value)
            return typed_dates.from_parts(*value)
        except typed_dates.WrongDate as wrong:
            self.widget.wrong = wrong.part
            raise ValidationError(str(wrong), code="invalid") from wrong

    def validate(self, value):
        super().validate(value)
        earliest, latest = (end() if callable(end) else end for end in (self.earliest, self.latest))
        if value and earliest and value < earliest:
            raise ValidationError(f"The earliest is {typed_dates.long_day(earliest)}.", code="early")
        if value and latest and value > latest:
            raise ValidationError(f"The latest is {typed_dates.long_day(latest)}.", code="late")

    def has_changed(self, initial, data) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class DateTextField(DateField):
    """A date in one box, day first, echoed as `29/02/1992`."""

    widget = forms.DateInput(  # type: ignore[assignment]  # one box; the base class has three
        format="%d/%m/%Y", attrs={"class": "cd-w-m", "inputmode": "numeric"}
    )


class TimeField(forms.TimeField):
    """A time of day in one box, `16:00` or `16.00`, by the digits of any script."""

    widget = forms.TimeInput(format="%H:%M", attrs={"class": "cd-w-s"})
    input_formats = ("%H:%M", "%H.%M", "%H:%M:%S")

    def __init__(self, **kwargs):
        messages = {"invalid": "Write a time such as 09:30."} | kwargs.pop("error_messages", {})
        super().__init__(error_messages=messages, **kwargs)

    def to_python(self, value):
        return super().to_python(text.ascii_digits(value.strip()) if isinstance(value, str) else value)
