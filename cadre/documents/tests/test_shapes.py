"""A template takes its own keys, all of them and no others, and figures that add up."""

from copy import deepcopy

import pytest

from cadre.documents.checks import DocumentDataError, refuse_wrong_shape
from cadre.documents.rendering import render
from cadre.documents.samples import INVOICE, REGISTER, SAMPLES, STATEMENT

every_sample = pytest.mark.parametrize(("template", "data"), SAMPLES.values(), ids=SAMPLES)


@every_sample
def test_each_missing_key_is_named(template, data):
    for key in data:
        with pytest.raises(DocumentDataError, match=rf"^{template}: {key}: missing$"):
            refuse_wrong_shape(template, {name: value for name, value in data.items() if name != key})


def test_a_missing_key_inside_a_line_is_named():
    data = deepcopy(INVOICE)
    del data["lines"][1]["unit"]
    with pytest.raises(DocumentDataError, match=r"lines\.1\.unit: missing"):
        render("invoice", data)


def test_special_requirements_cannot_reach_the_paper_register():
    render("register", REGISTER)
    data = deepcopy(REGISTER)
    data["people"][0]["requirements"] = "Step-free access"
    with pytest.raises(DocumentDataError, match=r"people\.0\.requirements: unknown to this template"):
        render("register", data)


def test_an_unknown_template_is_refused():
    with pytest.raises(DocumentDataError, match="no template '../../etc/passwd'"):
        render("../../etc/passwd", {})


@pytest.mark.parametrize(
    ("key", "value"),
    [("date", "26/11/2026"), ("date", "2026-02-30"), ("total", 2880.0), ("total", True), ("lines", None)],
)
def test_a_value_of_the_wrong_kind_is_refused(key, value):
    with pytest.raises(DocumentDataError, match=f"invoice: {key}: "):
        render("invoice", {**INVOICE, key: value})


@pytest.mark.parametrize(
    ("template", "sample", "change", "fault"),
    [
        ("invoice", INVOICE, {"net": 240_001, "total": 288_001}, "net is not the sum of the lines"),
        ("invoice", INVOICE, {"total": 288_001}, "total is not net plus VAT"),
        ("statement", STATEMENT, {"hosting": []}, "hosting_total is not the sum of its lines"),
        ("statement", STATEMENT, {"total": 0}, "total is not hosting plus facilitation"),
        (
            "contract_schedule",
            SAMPLES["contract_schedule"][1],
            {"total": 1},
            "total is not the sum of the events’ fees",
        ),
    ],
)
def test_a_total_that_is_not_its_sum_is_refused(template, sample, change, fault):
    with pytest.raises(DocumentDataError, match=fault.replace("’", ".")):
        render(template, {**sample, **change})
