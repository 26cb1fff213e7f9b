"""Words with fields: refused on saving when wrong, filled once when right, and never what a person typed as code."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre.messages.rules import (
    Secret,
    body_faults,
    lacking,
    masked_html,
    render,
    subject_faults,
    unsealed,
    used_fields,
)

FIELDS = {"name": "a name", "note": "a note", "rows": "lines", "resume_link": "a link"}
JOINER = "\u200c"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("Dear {{ nmae }}", "There is no field {{ nmae }}. Did you mean {{ name }}?"),
        (
            "{{ price }}",
            "There is no field {{ price }}. There are: {{ name }}, {{ note }}, {{ rows }}, {{ resume_link }}.",
        ),
        ("{{ name.__class__ }}", "{{ name.__class__ }} is not a field. A field is one word, such as {{ name }}."),
        ("{{ name|upper }}", "{{ name|upper }} is not a field. A field is one word, such as {{ name }}."),
        ("{{ rows[0] }}", "{{ rows[0] }} is not a field. A field is one word, such as {{ name }}."),
        ("Dear {{ name", "A {{ is not closed by }}."),
        ("Dear name }}", "A }} has no {{ before it."),
        ("  ", "Enter the text of the message."),
        ("[Go on]({{ name }})", "“Go on” leads to {{ name }}, which is not a link."),
        ("[Go on](/apply)", "“Go on” needs a whole address, such as https://example.org/page."),
    ],
)
def test_words_with_a_fault_say_which(body, fault):
    assert body_faults(body, FIELDS) == [fault]


@pytest.mark.parametrize(
    ("subject", "fault"),
    [
        ("", "Enter a subject."),
        ("One\nBcc: x@example.org", "A subject is one line."),
        ("{{ resume_link }}", "{{ resume_link }} is a link, and a link does not work in a subject."),
        ("{{ nmae }}", "There is no field {{ nmae }}. Did you mean {{ name }}?"),
    ],
)
def test_a_subject_with_a_fault_says_which(subject, fault):
    assert subject_faults(subject, FIELDS) == [fault]


def test_every_fault_is_named_at_once():
    assert len(body_faults("{{ nmae }} {{ nope }} {{ x.y }} {{", FIELDS)) == 4


def test_good_words_have_no_fault():
    assert (
        body_faults("Dear {{name}}, [go on]( {{ resume_link }} )\n\n{{ rows }}\n\n[Mail](mailto:a@b.example)", FIELDS)
        == []
    )
    assert subject_faults("To {{ name }}", FIELDS) == []


def test_a_message_is_rendered_as_text_and_html():
    made = render(
        "To {{ name }}",
        "Dear {{ name }},\n\n[Go on]({{ resume_link }}) **now**.\n\n{{ rows }}",
        {"name": "Amina", "resume_link": "https://cadre.example/r?a=1&b=2", "rows": ["One", "Two"]},
    )
    assert made.subject == "To Amina"
    assert made.text == "Dear Amina,\n\nGo on: https://cadre.example/r?a=1&b=2 now.\n\n- One\n- Two"
    assert made.html == (
        '<p>Dear Amina,</p>\n<p><a href="https://cadre.example/r?a=1&amp;b=2">Go on</a> <strong>now</strong>.</p>\n'
        "<ul><li>One</li><li>Two</li></ul>"
    )


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("<a href=evil>x</a>", "&lt;a href=evil&gt;x&lt;/a&gt;"),
        ("**bold** [a](b)", "**bold** [a](b)"),
        ("{{ note }}", "{{ note }}"),
        ("Bob\r\nBcc: x@example.org", "Bob Bcc: x@example.org"),
        ("visit evil.example/now", f"visit evil.{JOINER}example/now"),
        ("https://evil.example", f"https:{JOINER}//evil.{JOINER}example"),
        ("a.yusuf@school.example", "a.yusuf@school.example"),
        ("\u202eabc\x00\ue000name\ue001", "abcname"),
    ],
)
def test_what_a_person_typed_stays_text(typed, html):
    assert render("s", "To {{ name }}!", {"name": typed}).html == f"<p>To {html}!</p>"


def test_a_subject_takes_one_line_without_addresses():
    made = render(
        "To {{ name }}", "x", {"name": "Bob\r\nBcc: x@evil.example see http://evil.example/a www.evil.example"}
    )
    assert made.subject == "To Bob Bcc: x@evil.example see"


def test_a_paragraph_of_its_own_keeps_its_lines():
    made = render("s", "{{ note }}", {"note": "One <b>\nTwo"})
    assert (made.text, made.html) == ("One <b>\nTwo", "<p>One &lt;b&gt;<br>Two</p>")


def test_html_and_pictures_in_the_words_are_not_sent():
    made = render("s", "<script>x</script> ![p](https://a.example/p.png) [a](javascript:x)", {})
    assert "<script" not in made.html
    assert "<img" not in made.html
    assert 'href="javascript' not in made.html


def test_a_mail_address_is_a_link_and_reads_as_an_address():
    made = render("s", "[Write]({{ help_link }}) to {{ help_link }}", {"help_link": "mailto:a@b.example"})
    assert made.text == "Write: a@b.example to a@b.example"
    assert made.html == (
        '<p><a href="mailto:a@b.example">Write</a> to <a href="mailto:a@b.example">a@b.example</a></p>'
    )


def test_a_secret_is_kept_apart_and_put_in_again():
    made = render(
        "s", "[Go on]({{ resume_link }}) or {{ resume_link }}", {"resume_link": Secret("https://a.example/tok&en")}
    )
    assert "tok" not in made.text + made.html
    assert made.secrets == {"resume_link": "https://a.example/tok&en"}
    assert unsealed(made.text, made.secrets) == "Go on: https://a.example/tok&en or https://a.example/tok&en"
    assert unsealed(made.html, made.secrets, html=True).count('href="https://a.example/tok&amp;en"') == 2
    assert unsealed(made.text, {}) == "Go on: [personal link] or [personal link]"
    assert masked_html(made.html) == "<p>Go on <code>[personal link]</code> or [personal link]</p>"


def test_a_value_that_looks_like_a_mark_is_not_one():
    made = render(
        "s",
        "{{ name }} {{ resume_link }}",
        {"name": "\ue000resume_link\ue001", "resume_link": Secret("https://a.example/1")},
    )
    assert unsealed(made.text, made.secrets) == "resume_link https://a.example/1"


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({"name": "Amina", "resume_link": "https://a.example"}, []),
        ({"name": "Amina"}, ["resume_link"]),
        ({"name": "  ", "resume_link": "https://a.example"}, ["name"]),
        ({"name": [], "resume_link": "https://a.example"}, ["name"]),
        ({"name": "Amina", "resume_link": "javascript:x"}, ["resume_link"]),
        ({"name": "Amina", "resume_link": "/relative"}, ["resume_link"]),
    ],
)
def test_a_value_that_cannot_be_shown_is_lacking(values, missing):
    assert lacking(["name", "resume_link"], values) == missing


TYPED = st.text(max_size=40)


@given(st.lists(st.sampled_from(["Dear ", "{{ name }}", "{{note}}", ", ", "\n\n", "and"]), max_size=12), TYPED, TYPED)
def test_any_template_gives_only_its_words_and_the_values(parts, name, note):
    """No value is expanded again: each field is replaced once, and what is typed comes out inert."""
    body = "".join(parts)
    made = render("s", body, {"name": name, "note": note})
    allowed = {"p", "br", "ul", "li", "strong", "em", "a", "code", "h1", "h2", "hr", "blockquote", "ol"}
    assert set(re.findall(r"</?([a-z0-9]+)", made.html)) <= allowed
    assert "href" not in made.html.replace("href", "", name.count("href") * 12 + note.count("href") * 12)
    assert used_fields(body) == list(dict.fromkeys(re.findall(r"\{\{ ?(\w+) ?\}\}", body)))
