"""Forms in GOV.UK's markup: `{{ form }}` and `{{ form.name.as_field_group }}` need nothing else in a page.

Rooms import `Form`, the fields and the widgets from here.
"""

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import pretty_name

from cadre.lib.errors import Refusal
from cadre.ui.asking import instruction
from cadre.ui.components import controls
from cadre.ui.components.field import draw_form, draw_group
from cadre.ui.fields import (
    DateField,
    DateTextField,
    EmailField,
    Hinted,
    NameField,
    ParagraphsField,
    PhoneField,
    PostcodeField,
    TextField,
    TimeField,
    TRNField,
)

__all__ = [
    "DateField",
    "DateTextField",
    "EmailField",
    "Form",
    "Hinted",
    "NameField",
    "ParagraphsField",
    "PhoneField",
    "PostcodeField",
    "Renderer",
    "TRNField",
    "TextField",
    "TimeField",
]

LIMITS = {
    "min_value": "Write {:,} or more.",
    "max_value": "Write {:,} or less.",
    "max_length": "Write {:,} characters or fewer.",
}
CLASSES = {
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "clearable_file_input": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
    "hidden": "",
}


class Renderer(TemplatesSetting):
    """Dresses every Django form, ours and other packages', in GOV.UK's markup.

    Forms, fields and controls are drawn by functions under the names that Django gives their templates; a widget
    with a template of its own is drawn by it.
    """

    formset_template_name = "ui/forms/formset.html"

    def render(self, template_name, context, request=None):
        if template_name == self.form_template_name:
            return draw_form(context["hidden_fields"], context["fields"])
        if template_name == self.field_template_name:
            return draw_group(context["field"])
        if template_name.startswith("django/forms/errors/") and not context["errors"]:
            return ""
        if "widget" in context:
            if template_name.startswith(controls.FOLDER):
                self.dress(template_name, context["widget"])
            drawn = controls.draw(template_name, context["widget"])
            if drawn is not None:
                return drawn
        return super().render(template_name, context, request)

    @staticmethod
    def dress(template_name: str, widget: dict) -> None:
        """Adds the class of the control, and of its error, to the widget's attributes."""
        kind = template_name.rpartition("/")[2].removesuffix(".html")
        base = CLASSES.get(kind, "govuk-input")
        if kind in ("radio", "checkbox_select", "multiwidget") or not base:
            return
        classes = [base, widget["attrs"].get("class", "")]
        if widget["attrs"].get("aria-invalid") and kind != "checkbox":
            classes.append(f"{base}--error")
        widget["attrs"]["class"] = " ".join(filter(None, classes))


class Form(forms.Form):
    """A form whose messages say what to do, and which the browser does not check before we do.

    `heading_field` names the field whose question is the page's h1. Optional fields say so if `mark_optional`.
    """

    use_required_attribute = False
    mark_optional = True
    heading_field = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            speak_plainly(field, name)

    def add_refusal(self, refusal: Refusal) -> None:
        """What an action refused, at the field that is at fault where the form has it."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


def speak_plainly(field: forms.Field, name: str = "") -> None:
    """Replaces Django's own messages by instructions; a field's own `error_messages` stay."""
    messages = field.error_messages
    if messages.get("required") == forms.Field.default_error_messages["required"]:
        messages["required"] = instruction(field, str(field.label or pretty_name(name)))
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        gone = {"invalid_choice", "invalid_pk_value"} & messages.keys()
        messages.update(dict.fromkeys(gone, "This is no longer offered. Choose again."))
    if isinstance(field, forms.CharField):
        messages["null_characters_not_allowed"] = "It holds a character that cannot be kept. Write it again."
    if messages.get("invalid") == forms.URLField.default_error_messages["invalid"]:
        messages["invalid"] = "Write a whole web address, such as https://www.example.sch.uk."
    if isinstance(field, forms.IntegerField):
        messages["invalid"] = "Write a number in figures, such as 12."
    for limit, words in LIMITS.items():
        if (number := getattr(field, limit, None)) is not None:
            messages.setdefault(limit, words.format(number))
