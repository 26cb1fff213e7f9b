from django.template import engines

from cadre.ui.loading import on_one_line


def test_a_sentence_over_two_lines_is_one_and_indentation_is_left_out():
    assert on_one_line("<dl>\n  <dt>One\n    word</dt>\n</dl>\n") == "<dl> <dt>One word</dt> </dl> "
    assert on_one_line('<a\n  href="/x/"\n  >Go</a>') == '<a href="/x/" >Go</a>'


def test_what_shows_its_lines_and_what_browsers_do_not_break_keeps_them():
    for text in ("<pre>\n  one\n  two</pre>", '<textarea name="a">\n  b\n</textarea>', "12\N{NO-BREAK SPACE}km"):
        assert on_one_line(text) == text


def test_pages_come_without_line_ends_of_their_layout():
    page = engines["django"].get_template("portals/not_found.html")
    assert "\n" not in page.template.source
