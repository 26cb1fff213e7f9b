"""Forms say what is wrong at the field and in a summary, and keep what was typed."""

import re
from datetime import date

import pytest
from django import forms

from cadre.ui import forms as ui
from cadre.ui.tests.pages import draw, words


class Person(ui.Form):
    name = ui.NameField(label="Your name", help_text="As on your certificate", limit=10)
    email = ui.EmailField(label="Work email")
    born = ui.DateField(label="Date of birth", latest=lambda: date(2008, 1, 1))
    school = forms.ChoiceField(
        label="School", choices=[("1", ui.Hinted("Brackenmoor", hint="NG5"))], widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label="Which kind?", choices=[("", "Choose"), ("a", "A")])
    notes = ui.ParagraphsField(label="Notes", required=False)
    agree = forms.BooleanField(label="I agree")


GOOD = {
    "name": " Zoë  Ng ",
    "email": "Z@School.UK",
    "born_day": "29",
    "born_month": "2",
    "born_year": "1992",
    "school": "1",
    "kind": "a",
    "notes": "a\r\nb",
    "agree": "on",
}


def test_a_filled_form_is_cleaned():
    form = Person(GOOD)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "name": "Zoë Ng",
        "email": "Z@school.uk",
        "born": date(1992, 2, 29),
        "school": "1",
        "kind": "a",
        "notes": "a\nb",
        "agree": True,
    }


def test_an_empty_form_names_every_required_field_once():
    html = draw("{% error_summary form %}", form=Person({}))
    assert re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', html) == [
        ("id_name", "Enter your name."),
        ("id_email", "Enter the work email."),
        ("id_born_0", "Enter the date of birth."),
        ("id_school_0", "Choose a school."),
        ("id_kind", "Answer “Which kind?”"),
        ("id_agree", "Tick “I agree”."),
    ]
    assert "6 things to put right" in html


def test_every_link_of_the_summary_leads_to_a_control():
    form = Person({"born_day": "1", "born_month": "13", "born_year": "1992"})
    html = draw("{% error_summary form %}{{ form }}", form=form)
    links = re.findall(r'href="#([^"]+)"', html)
    controls = re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', html)
    assert links
    assert set(links) <= set(controls)
    assert "id_born_1" in links


def test_the_error_stands_at_the_field_and_the_typed_text_is_kept():
    html = draw("{{ form.name.as_field_group }}", form=Person(GOOD | {"name": "Bartholomew <b>"}))
    assert "Use 10 characters or fewer. You typed 15." in words(html)
    assert 'value="Bartholomew &lt;b&gt;"' in html
    assert 'class="govuk-input govuk-input--error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'autocomplete="name"' in html


def test_only_the_wrong_part_of_a_date_is_marked_and_all_parts_are_kept():
    html = draw("{{ form.born.as_field_group }}", form=Person(GOOD | {"born_year": "1993"}))
    marked = {
        name: "govuk-input--error" in box for box, name in re.findall(r'(<input[^>]*name="born_(\w+)"[^>]*>)', html)
    }
    assert marked == {"day": True, "month": False, "year": False}
    assert re.findall(r'value="(\d+)"', html) == ["29", "2", "1993"]
    assert "February 1993 has 28 days" in html


def test_a_date_outside_its_range_says_the_end_of_it():
    form = Person(GOOD | {"born_year": "2012"})
    assert not form.is_valid()
    assert form.errors["born"] == ["The latest is 1 January 2008."]


def test_a_date_is_shown_in_its_boxes_and_read_from_one_value():
    assert re.findall(r'value="(\d+)"', draw("{{ form.born }}", form=Person(initial={"born": date(1988, 5, 14)}))) == [
        "14",
        "5",
        "1988",
    ]
    whole = {key: value for key, value in GOOD.items() if not key.startswith("born")} | {"born": "1992-02-29"}
    form = Person(whole)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == date(1992, 2, 29)


def test_radios_are_a_fieldset_with_hints():
    html = draw("{{ form.school.as_field_group }}", form=Person(GOOD))
    assert '<legend class="govuk-fieldset__legend">School</legend>' in html
    assert 'aria-describedby="id_school_0_hint"' in html
    assert re.search(r'value="1" id="id_school_0" checked', html)


def test_a_choice_that_is_gone_asks_to_choose_again():
    form = Person(GOOD | {"kind": "gone"})
    assert not form.is_valid()
    assert form.errors["kind"] == ["This is no longer offered. Choose again."]


def test_optional_fields_say_so():
    html = words(draw("{{ form }}", form=Person()))
    assert html.count("(optional)") == 1
    assert "Notes (optional)" in html


def test_a_summary_is_shown_once():
    assert draw("{% error_summary form %}{% error_summary form %}", form=Person({})).count("things to put right") == 1


def test_an_unbound_form_has_no_summary():
    assert draw("{% error_summary form %}", form=Person()) == ""


def test_a_formset_is_summed_up_with_its_forms():
    rows = forms.formset_factory(Person, extra=1)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "Ada"}
    html = draw("{% error_summary rows %}", rows=rows(data))
    assert 'href="#id_form-0-email"' in html


@pytest.mark.parametrize("typed", ["z" + "\u0301" * 99, "a\ud800b"])
def test_hostile_text_is_refused_at_its_field(typed):
    form = Person(GOOD | {"name": typed})
    assert not form.is_valid()
    assert list(form.errors) == ["name"]


def test_plain_django_forms_of_other_packages_wear_our_markup():
    class Code(forms.Form):
        code = forms.CharField()

    html = draw("{{ form }}", form=Code({}))
    assert 'class="govuk-input govuk-input--error"' in html
    assert "govuk-form-group--error" in html
