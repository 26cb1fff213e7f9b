"""An empty field says what to do, in words that stand alone."""

import pytest
from django import forms

from cadre.ui.asking import LONG, instruction, with_label

TEXT, AREA, TICK, CHOICE, SEVERAL, WHOLE, FILE = (
    forms.CharField(),
    forms.CharField(widget=forms.Textarea),
    forms.BooleanField(),
    forms.ChoiceField(),
    forms.MultipleChoiceField(),
    forms.IntegerField(),
    forms.FileField(),
)


@pytest.mark.parametrize(
    ("field", "label", "says"),
    [
        (TEXT, "Postcode", "Enter the postcode."),
        (TEXT, "Your role", "Enter your role."),
        (TEXT, "URN of the school", "Enter the URN of the school."),
        (TEXT, "Reason", "Write the reason."),
        (TEXT, "Why it is held", "Write why it is held."),
        (TEXT, "Why?", "Answer “Why?”"),
        (AREA, "Invoice address", "Write the invoice address."),
        (AREA, "Your answer", "Write your answer."),
        (TICK, "I agree", "Tick “I agree”."),
        (TICK, f"I agree, {'and ' * LONG}", "Tick “I agree …”."),
        (CHOICE, "Officer", "Choose an officer."),
        (CHOICE, "Partner", "Choose a partner."),
        (CHOICE, "Who counts together", "Choose who counts together."),
        (CHOICE, "What did you find?", "Answer “What did you find?”"),
        (SEVERAL, "Qualifications", "Tick at least one of the qualifications."),
        (WHOLE, "Places", "Enter the number of places."),
        (FILE, "The list", "Choose the list."),
        (
            forms.CharField(widget=forms.HiddenInput),
            "Ref",
            "Part of this page was lost. Open it again, and repeat what you did.",
        ),
    ],
)
def test_an_empty_field_gives_an_instruction(field, label, says):
    assert instruction(field, label) == says


@pytest.mark.parametrize(
    ("label", "words", "says"),
    [
        ("Postcode", "Write it as SW1A 1AA.", "Postcode: Write it as SW1A 1AA."),
        ("Postcode", "This is no postcode.", "This is no postcode."),
        ("Who pays?", "Choose again.", "Choose again."),
    ],
)
def test_another_message_is_named_by_its_field_above_the_page(label, words, says):
    assert with_label(label, words) == says
