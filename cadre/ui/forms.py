"""Forms in GOV.UK's markup: `{{ form }}` and `{{ form.name.as_field_group }}` need nothing else in a page.

Rooms import `Form`, the fields and the widgets from here.
"""

from django import forms
from django.forms.renderers import TemplatesSetting

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
]

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
        for field in self.fields.values():
            speak_plainly(field)


def speak_plainly(field: forms.Field) -> None:
    """Replaces Django's own messages by an instruction: “Enter your name”, “Choose an intake from the list”."""
    label = str(field.label or "this")
    if label and not label[:2].isupper():
        label = label[:1].lower() + label[1:]
    question = label.endswith("?")
    chooses = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        if question:
            field.error_messages["required"] = "Choose an answer." if chooses else "Answer this question."
        elif isinstance(field, forms.BooleanField):
            field.error_messages["required"] = "Tick the box to go on."
        elif isinstance(field, forms.FileField):
            field.error_messages["required"] = "Choose a file."
        else:
            field.error_messages["required"] = f"{'Choose' if chooses else 'Enter'} {label}."
    if chooses:
        for key in ("invalid_choice", "invalid_pk_value"):
            if key in field.error_messages:
                field.error_messages[key] = "This is no longer offered. Choose again."
    if isinstance(field, forms.IntegerField):
        field.error_messages["invalid"] = "Write a number in figures, such as 12."
