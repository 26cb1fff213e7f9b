"""What people type, in a table: typed, kept. Rows are numbered as in the catalogue of bad input where one matches."""

import pytest

from cadre.lib import text

TIDY_LINES = [
    ("O'Neill", "O'Neill"),
    ("D’Arcy", "D’Arcy"),
    ("Sia\u0302n", "Siân"),
    ("Nguye\u0302\u0303n", "Nguyễn"),
    ("李小龍", "李小龍"),
    ("محمد", "محمد"),
    ("👩\u200d🏫 Ada", "👩\u200d🏫 Ada"),
    ("نمی\u200cخواهم", "نمی\u200cخواهم"),
    ("Ada\u202e Lovelace\u200b", "Ada Lovelace"),
    ("A\u200dda", "Ada"),
    ("\u00a0 Ada\t\tLovelace  ", "Ada Lovelace"),
    ("Ada\r\nLovelace", "Ada Lovelace"),
    ("Ada\x00\x07", "Ada"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("{{7*7}} %s%n ' OR 1=1--", "{{7*7}} %s%n ' OR 1=1--"),
    ("Null", "Null"),
    ("", ""),
    ("x" * 200, "x" * 200),
]


@pytest.mark.parametrize(("typed", "kept"), TIDY_LINES)
def test_a_line_is_kept_tidy(typed, kept):
    assert text.line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("z" + "\u0301" * 200, "too many marks"),
        ("Ada \ud800", "broken"),
        ("Ben \ufffd", "broken"),
        ("x" * 201, "Use 200 characters or fewer. You typed 201."),
        ("x" * 10_000, "You typed 10,000."),
    ],
)
def test_a_line_is_refused_in_words(typed, words):
    with pytest.raises(ValueError, match=words):
        text.line(typed)


def test_a_line_break_counts_as_one_character():
    assert text.paragraphs("a\r\nb\rc", max_length=5) == "a\nb\nc"
    with pytest.raises(ValueError, match="You typed 5"):
        text.paragraphs("a\r\nb\rc", max_length=4)


def test_paragraphs_keep_their_breaks_and_lose_stray_spaces():
    assert text.paragraphs("  One \u00a0 two  \r\n\r\n three\u202e ") == "One two\n\nthree"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("A.B+tag@School.SCH.UK", "A.B+tag@school.sch.uk"),
        ("  a@b.example ", "a@b.example"),
        ("josé@schule.example", "josé@schule.example"),
        ("a@müller.example", "a@müller.example"),
        ("o'neill@b.example", "o'neill@b.example"),
        ('"ada.l"@b.example', '"ada.l"@b.example'),
        (
            "a" * 64 + "@" + "b" * 63 + "." + "c" * 63 + "." + "d" * 57 + ".uk",
            "a" * 64 + "@" + "b" * 63 + "." + "c" * 63 + "." + "d" * 57 + ".uk",
        ),
        ("", ""),
    ],
)
def test_an_email_is_kept(typed, kept):
    assert text.email(typed) == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("a@localhost", "after the @"),
        ("a@[1.2.3.4]", "after the @|one address"),
        ("a@1.2.3.4", "after the @"),
        ("a@b..uk", "after the @"),
        ("a@-b.uk", "after the @"),
        ("a", "Give an email address"),
        ("a..b@c.uk", "Give an email address"),
        ("a@b.uk, c@d.uk", "one address only"),
        ("a@b.uk c@d.uk", "one address only"),
        ("Ada <a@b.uk>", "one address only"),
        ("a" * 65 + "@b.uk", "too long"),
        ("a" * 60 + "@" + "b" * 63 + "." + "c" * 63 + "." + "d" * 63 + ".uk", "too long"),
    ],
)
def test_an_email_is_refused_in_words(typed, words):
    with pytest.raises(ValueError, match=words):
        text.email(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+44 (0)7700 900123", "+447700900123"),
        ("07700-900123", "+447700900123"),
        ("07700 900 123", "+447700900123"),
        ("00353 1 234 5678", "+35312345678"),
        ("+353 1 234 5678", "+35312345678"),
        ("01632 960400 ext 123", "+441632960400 ext 123"),
        ("01632 960400x12", "+441632960400 ext 12"),
        ("01632 960400 #7", "+441632960400 ext 7"),
        ("٠٧٧٠٠٩٠٠١٢٣", "+447700900123"),
        ("", ""),
    ],
)
def test_a_phone_number_is_kept_as_e164(typed, kept):
    assert text.phone(typed) == kept
    assert text.phone(kept) == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ring me", "no letters"),
        ("0770O 900123", "no letters"),
        ("0770", "too few"),
        ("07700 900123 900", "too many"),
        ("7700 900123", "Start with 0"),
        ("*#06#", "Give a phone number"),
    ],
)
def test_a_phone_number_is_refused_in_words(typed, words):
    with pytest.raises(ValueError, match=words):
        text.phone(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("sw1a1aa", "SW1A 1AA"),
        ("SW1A  1AA", "SW1A 1AA"),
        ("ng5-6qt", "NG5 6QT"),
        ("bfpo57", "BFPO 57"),
        ("je2 3ab", "JE2 3AB"),
        ("", ""),
    ],
)
def test_a_postcode_is_written_one_way(typed, kept):
    assert text.postcode(typed) == kept


def test_a_foreign_postcode_needs_a_foreign_country():
    assert text.postcode("75008", uk=False) == "75008"
    with pytest.raises(ValueError, match="UK postcode"):
        text.postcode("75008")


@pytest.mark.parametrize(
    ("typed", "kept"), [("19/07342", "1907342"), ("19 07342", "1907342"), ("RP19/07342", "1907342"), ("", "")]
)
def test_a_teacher_reference_number_is_seven_digits(typed, kept):
    assert text.trn(typed) == kept


@pytest.mark.parametrize("typed", ["190734", "19073421", "19O7342"])
def test_a_wrong_teacher_reference_number_is_refused(typed):
    with pytest.raises(ValueError, match="7 digits"):
        text.trn(typed)


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ("+447700900123", "07700 900123"),
        ("+442079460018", "020 7946 0018"),
        ("+441632960400 ext 12", "01632 960400 ext 12"),
        ("+35312345678", "+35312345678"),
        ("+44169772345", "+44169772345"),
        ("", ""),
    ],
)
def test_a_phone_number_is_written_as_people_write_it(kept, words):
    assert text.phone_words(kept) == words
