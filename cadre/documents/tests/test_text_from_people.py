"""What people type is printed as they typed it, and is never a command."""

import page
import pytest

from cadre.documents.rendering import as_comment, render
from cadre.documents.samples import REGISTER
from cadre.documents.text import REPLACEMENT, breakable, clean


def register_of(*names):
    return {**REGISTER, "people": [{"name": name, "school": "Ashby Road Academy"} for name in names]}


@pytest.mark.parametrize(
    "typed",
    [
        '#read("/etc/passwd")',
        '#import "@preview/x:1.0.0": *',
        "#panic()",
        "$x$",
        "*bold*",
        "_slanted_",
        "@ref",
        "<label>",
        "`code`",
        "= Heading",
        "- item",
        "\\ \\u{41} ~ // /* */",
        '"quoted" {{7*7}} ${7*7} %s%n',
        "' OR 1=1--",
        "Null",
        "<script>alert(1)</script>",
    ],
)
def test_source_code_is_printed_as_text(typed, text_of):
    text = text_of(render("register", register_of(f"A {typed} Z")))
    assert "".join(typed.split()) in "".join(text.split())


def test_what_a_paper_says_is_handed_over_as_one_line_of_comment():
    line = as_comment({"name": "Amina\n#panic()\r\n*/ Yusuf"})
    assert line.startswith(b"//")
    assert line.splitlines() == [line]


def test_ten_thousand_characters_are_all_printed(text_of):
    pdf = render("register", register_of("x" * 10_000, "word " * 2_000))
    assert text_of(pdf).count("x") >= 10_000
    assert page.is_pdf_compliant_bytes(pdf, profile="ua1")


@pytest.mark.parametrize(
    "typed",
    [
        "a\u0000b\u0007c",
        "\ud800",
        "\u202eevil",
        "z" + "\u0301" * 200,
        "👩‍🏫 👍🏽 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "𓀀 𒀀 ᚠ",
        "𝓯𝓪𝓷𝓬𝔂",
        "\ue000\U0010ffff\uffff",
        "שָׁלוֹם 김철수 山田 አማርኛ বাংলা ਪੰਜਾਬੀ ไทย",
        "＂fullwidth＂",
        "\u2028line\u2029",
        "",
    ],
)
def test_any_character_gives_an_accessible_document(typed):
    assert page.is_pdf_compliant_bytes(render("register", register_of(typed, f"A{typed}Z")), profile="ua1")


def test_what_cannot_be_drawn_is_shown_in_its_plain_form_or_as_missing(text_of):
    text = text_of(render("register", register_of("𝓯𝓪𝓷𝓬𝔂", "A𒀀Z")))
    assert "fancy" in text
    assert f"A{REPLACEMENT}Z" in text


def test_cleaning_removes_what_cannot_be_seen_and_nothing_else():
    assert clean({"name": ["a\u0000b\u202ec\r\nd\te", 7, None, "O’Neill", "Sia\u0302n", "\ud800"]}) == {
        "name": ["abc\nd e", 7, None, "O’Neill", "Siân", REPLACEMENT]
    }


def test_only_long_words_may_break():
    assert breakable("operations@leaders.example") == "operations@leaders.example"
    assert breakable("x" * 40) == "x" * 36 + "\N{ZERO WIDTH SPACE}" + "x" * 4
