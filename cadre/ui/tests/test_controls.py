"""Controls are drawn exactly as Django's templates draw them, only quicker; fields in GOV.UK's markup."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.test.html import parse_html

from cadre.ui import forms as ui
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


class Asked(ui.Form):
    heading_field = "kind"
    kind = forms.ChoiceField(
        label="Which <kind>?",
        choices=[("a", ui.Hinted("A & co", hint="<near>")), ("More", [("b", "B")])],
        widget=forms.RadioSelect,
    )
    born = ui.DateField(label="Born", help_text="Such as 3 4 1980")
    agree = forms.BooleanField(label="I agree", required=False)


def test_radios_are_one_question_and_each_hint_belongs_to_its_choice():
    assert_same(
        Asked()["kind"].as_field_group(),
        '<div class="govuk-form-group"><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend">'
        '<h1>Which &lt;kind&gt;?</h1></legend><div class="govuk-radios" id="id_kind">'
        '<div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" name="kind" value="a"'
        ' id="id_kind_0" aria-describedby="id_kind_0_hint"><label class="govuk-label govuk-radios__label"'
        ' for="id_kind_0">A &amp; co</label><div class="govuk-hint govuk-radios__hint" id="id_kind_0_hint">'
        '&lt;near&gt;</div></div><p class="cd-choices__group">More</p><div class="govuk-radios__item">'
        '<input class="govuk-radios__input" type="radio" name="kind" value="b" id="id_kind_1_0">'
        '<label class="govuk-label govuk-radios__label" for="id_kind_1_0">B</label></div></div></fieldset></div>',
    )


def test_a_wrong_date_marks_its_part_and_says_why():
    form = Asked({"kind": "a", "born_day": "31", "born_month": "4", "born_year": '19"80'})
    group = form["born"].as_field_group()
    assert 'class="govuk-form-group govuk-form-group--error"' in group
    assert 'aria-describedby="id_born_helptext id_born_error" role="group"' in group
    assert '<p class="govuk-error-message" id="id_born_error"><span class="vh">Error:</span> ' in group
    assert 'value="19&quot;80"' in group
    assert 'aria-invalid="true"' in group


def test_a_tick_box_stands_before_its_words():
    assert_same(
        Asked()["agree"].as_field_group(),
        '<div class="govuk-form-group"><div class="govuk-checkboxes govuk-checkboxes--small">'
        '<div class="govuk-checkboxes__item"><input type="checkbox" name="agree" class="govuk-checkboxes__input"'
        ' id="id_agree"><label class="govuk-label govuk-checkboxes__label" for="id_agree">I agree</label></div>'
        "</div></div>",
    )


def test_a_form_of_another_package_is_dressed_too():
    class Theirs(forms.Form):
        word = forms.CharField(label="Word", required=False)

    assert_same(
        str(Theirs()),
        '<div class="govuk-form-group"><label class="govuk-label" for="id_word">Word</label>'
        '<input type="text" name="word" class="govuk-input" id="id_word"></div>',
    )


def assert_same(html, expected):
    assert parse_html(html) == parse_html(expected)
