"""Every template, drawn with its fullest data, is accessible and says exactly what it was given."""

import io
import os
import re
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy

import page
import pytest
import typst
from pypdf import PdfReader

from cadre.documents.rendering import font_folders, render
from cadre.documents.samples import (
    CONTRACT_SCHEDULE,
    INVOICE,
    NAMES,
    PEOPLE,
    PROVIDER,
    REGISTER,
    SAMPLES,
    STATEMENT,
)

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
every_sample = pytest.mark.parametrize(("template", "data"), SAMPLES.values(), ids=SAMPLES)


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def amounts(text):
    return [
        int(pounds.replace(",", "")) * 100 + int(pence) for pounds, pence in re.findall(r"£([\d,]+)\.(\d\d)\b", text)
    ]


@every_sample
def test_a_document_conforms_to_pdf_ua_1(template, data):
    report = page.validate_pdf_bytes(render(template, data), profile="ua1")
    assert (report.is_compliant, [failure.rule_id for failure in report.failures]) == (True, [])


def test_an_untagged_document_does_not_conform():
    plain = typst.compile(b"= Invoice\n#table(columns: 2)[a][b]", pdf_tags=False)
    report = page.validate_pdf_bytes(plain, profile="ua1")
    assert not report.is_compliant
    assert report.failures


@every_sample
def test_a_document_carries_its_title_author_and_language(template, data):
    reader = PdfReader(io.BytesIO(render(template, data)))
    assert reader.metadata.author == PROVIDER["name"]
    assert reader.metadata.title
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"


@every_sample
def test_the_same_data_give_the_same_bytes(template, data):
    assert render(template, data) == render(template, deepcopy(data))


@every_sample
def test_only_our_own_fonts_are_used(template, data):
    pages = PdfReader(io.BytesIO(render(template, data))).pages
    fonts = {str(font.get_object()["/BaseFont"]) for sheet in pages for font in sheet["/Resources"]["/Font"].values()}
    assert any("SourceSans3" in name for name in fonts)
    assert not any("Libertinus" in name for name in fonts)
    assert len(font_folders()) == 5


@every_sample
def test_every_word_given_is_on_the_paper(template, data, text_of):
    printed = text_of(render(template, data)).replace(" ", "")
    given = {word for text in strings({**data, "kind": ""}) for word in text.split()}
    assert {word for word in given if not ISO_DAY.fullmatch(word) and word not in printed} == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_name_keeps_its_accents_and_its_script(name, text_of):
    text = text_of(render("register", REGISTER))
    assert [part for part in name.split() if part not in text] == []


def test_days_are_written_out(text_of):
    assert "Thu 26 November 2026" in text_of(render("invoice", INVOICE))


def test_the_printed_lines_add_up_to_the_printed_total(text_of):
    text = text_of(render("statement", STATEMENT))
    hosting = text.split("Hosting Date", 1)[1].split("How people", 1)[0]
    each = amounts(hosting)
    assert each[0::2] == [2_500, 2_500, 2_500]
    assert sum(each[1::2]) == STATEMENT["hosting_total"]
    assert amounts(text)[-1] == STATEMENT["total"]


def test_an_invoice_prints_net_vat_and_total_in_pounds(text_of):
    text = text_of(render("invoice", INVOICE))
    assert re.search(r"Net £2,400\.00 VAT £480\.00 Total to pay £2,880\.00", text)
    assert "−£125.00" in text


def test_a_schedule_says_which_version_it_replaces(text_of):
    text = text_of(render("contract_schedule", CONTRACT_SCHEDULE))
    assert "Version 2, replaces version 1." in text
    assert "15 to 18 £600.00 £300.00 Applied" in text


def test_a_large_register_repeats_its_headings_on_every_page():
    crowd = [{"name": f"{name} {row}", "school": school} for row in range(4) for name, school in PEOPLE]
    pdf = render("register", {**REGISTER, "people": crowd})
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages]
    assert len(sheets) > 2
    assert all("Signature" in sheet for sheet in sheets)
    assert page.is_pdf_compliant_bytes(pdf, profile="ua1")


def test_the_longest_title_leaves_the_page_numbers_on_the_paper():
    pdf = render("register", {**REGISTER, "event": "Leading with impact in many schools " * 4})
    heights = {}

    def note(text, placed, *_):
        heights.setdefault(" ".join(text.split()), placed[5])

    for sheet in PdfReader(io.BytesIO(pdf)).pages:
        sheet.extract_text(visitor_text=note)
    numbers = {text[-11:]: height for text, height in heights.items() if text.endswith(("Page 1 of 2", "Page 2 of 2"))}
    assert list(numbers) == ["Page 1 of 2", "Page 2 of 2"]
    assert all(height > 15 for height in numbers.values())


def test_many_threads_may_draw_at_once():
    alone = render("invoice", INVOICE)
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(lambda _: render("invoice", INVOICE), range(16))) == {alone}


def test_a_process_forked_from_one_that_drew_is_refused_instead_of_hanging():
    render("invoice", INVOICE)
    child = os.fork()
    if child == 0:
        try:
            render("invoice", INVOICE)
        except RuntimeError:
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == 0


def test_a_paper_register_of_seventeen_is_one_sheet_and_its_note_stands_over_the_table():
    school = "Darley Dale Starkholme Infant and Nursery School"
    people = [{"name": f"Łukasz Rao {at}", "school": school} for at in range(17)]
    facts = {"facilitators": ["Dev Anand", "Sara Linden"], "venue": "Darley House, Matlock, Station Road, DE4 1AA"}
    pdf = render("register", REGISTER | facts | {"people": people, "blank_rows": 3})
    (sheet,) = (sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages)
    assert sheet.index("Empty rows are for people who join late") < sheet.index("Łukasz Rao 0")
