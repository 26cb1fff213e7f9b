"""Controls are drawn exactly as Django's templates draw them, only quicker."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.test.html import parse_html

from cadre.ui.components import controls

HOSTILE = "<b>\"O’Neill\" & 'co'</b>"
CHOICES = [("", "All"), ("a", HOSTILE), (7, "Seven"), ("Group & co", [("b", "B"), (None, "None")])]
WIDGETS = [
    (forms.TextInput({"class": "cd-w-m", "autocomplete": "off", "disabled": True, "hidden": False}), HOSTILE),
    (forms.TextInput(), None),
    (forms.TextInput(), ""),
    (forms.EmailInput({"id": "id_email"}), "a@b.example"),
    (forms.NumberInput({"min": 0}), 12),
    (forms.HiddenInput(), HOSTILE),
    (forms.PasswordInput(), "secret"),
    (forms.CheckboxInput({"id": "tick"}), True),
    (forms.CheckboxInput(), False),
    (forms.CheckboxInput(), "yes"),
    (forms.Textarea({"rows": 3, "cols": ""}), HOSTILE),
    (forms.Textarea(), None),
    (forms.Select({"id": "id_one"}, choices=CHOICES), "a"),
    (forms.Select(choices=CHOICES), 7),
    (forms.SelectMultiple(choices=CHOICES), ["a", "b"]),
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_a_control_reads_as_its_template_draws_it(widget, value):
    context = widget.get_context("field", value, None)
    drawn = controls.draw(widget.template_name, context["widget"])
    assert parse_html(drawn) == parse_html(TemplatesSetting().render(widget.template_name, context))


def test_what_only_a_template_knows_is_left_to_it():
    assert controls.draw("django/forms/widgets/multiwidget.html", {}) is None
