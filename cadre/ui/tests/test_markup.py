"""Markup of parts escapes what Django's own escapes."""

import pytest
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from cadre.ui.markup import escaped, markup

VALUES = st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.text().map(SafeString), st.dates())


@given(VALUES, VALUES)
def test_it_is_what_django_makes_of_it(first, second):
    assert escaped(first) == conditional_escape(first)
    made = markup("<b>{}</b> {name!s:.5}", first, name=second)
    assert made == format_html("<b>{}</b> {name!s:.5}", first, name=second)
    assert isinstance(made, SafeString)


@pytest.mark.parametrize("typed", ["<script>", "&amp;", '" onload="', "'", "{0}", "{x.__class__}"])
def test_what_somebody_typed_is_text(typed):
    assert markup("<i>{}</i>", typed) == f"<i>{conditional_escape(typed)}</i>"
    assert markup("{}", markup("{}", typed)) == conditional_escape(typed)
