"""The list of places that are not invoiced yet: why each waits, what is found, taken away and invoiced at once."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cadre.applications.models import Application, PayerQuestion, Quote
from cadre.finance.actions.courses import raise_course_invoices
from cadre.finance.models import Invoice
from cadre.finance.queries.places import left_of, uninvoiced
from cadre.finance.states import FIRST, Waits
from cadre.groups.models import Enrolment
from cadre.journal.actions import System
from tests import world
from tests.scenes import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rates", "at_now")]
WHEN = {"by": System("Test"), "today": world.TODAY, "now": world.NOW}
LIST, SEVERAL = "office:finance:places", "office:finance:invoicing"


@kept
def two_groups() -> dict[str, Enrolment]:
    """One group with a place of each kind, and one in which two are ready; by who has it."""
    first = world.a_confirmed_group(0)
    second = world.a_confirmed_group(0, world.a_facilitator("Sara Linden"), offering=world.an_offering("NPQH"))
    same = {"billing_name": "Sherwin Hall", "billing_email": "pay@sherwin.example"}
    named = {
        "Amina Yusuf": world.an_enrolment(first, "Amina Yusuf", **same, purchase_order="PO-7"),
        "Aaron Ashby": world.an_enrolment(first, "Aaron Ashby", **same),
        "Bare Barlow": world.an_enrolment(first, "Bare Barlow", **same),
        "Sara Unsure": world.an_enrolment(first, "Sara Unsure", **same),
        "Free Fox": world.an_enrolment(first, "Free Fox", **same),
        "Tom Reed": world.an_enrolment(second, "Tom Reed", **same),
        "Una Vale": world.an_enrolment(second, "Una Vale", **same),
    }
    asked = named["Aaron Ashby"].application
    PayerQuestion.objects.create(application=asked, because="No fund", asked_at=world.NOW, mailed_on=world.TODAY)
    quotes = {name: Quote.objects.filter(pk=place.application.quote_id) for name, place in named.items()}
    Application.objects.filter(enrolment=named["Bare Barlow"]).update(quote=None)
    quotes["Sara Unsure"].update(outcome="not_confirmed")
    quotes["Free Fox"].update(payable_pence=0, scholarship_pence=125_000)
    return named


@pytest.fixture
def finance(client):
    client.force_login(world.an_officer("Martin Hale", "finance"))
    return client


def names_on(answer) -> list[str]:
    return [row.application.name for row in answer.context["listing"].rows]


def test_each_place_says_why_it_waits_and_a_full_scholarship_is_left_out():
    two_groups()
    assert {place.application.name: place.waits for place in uninvoiced()} == {
        "Amina Yusuf": "",
        "Aaron Ashby": Waits.ASKED,
        "Bare Barlow": Waits.NO_QUOTE,
        "Sara Unsure": Waits.NOT_CONFIRMED,
        "Tom Reed": "",
        "Una Vale": "",
    }
    left = left_of(uninvoiced())
    assert (left.places, left.ready, left.waiting, left.ready_pence) == (6, 3, 3, 575_000)
    assert set(FIRST) == set(Waits)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"why": "ready"}, ["Tom Reed", "Una Vale", "Amina Yusuf"]),
        ({"why": "not_confirmed"}, ["Sara Unsure"]),
        ({"q": "po-7"}, ["Amina Yusuf"]),
        ({"q": "una"}, ["Una Vale"]),
        ({"q": "nobody"}, []),
        ({"qualification": "npqh"}, ["Tom Reed", "Una Vale"]),
        ({"sort": "-price", "why": "ready", "q": "vale"}, ["Una Vale"]),
        ({"why": "' OR 1=1", "q": "una", "page": "x", "sort": "waits;--"}, ["Una Vale"]),
    ],
)
def test_the_list_is_filtered(finance, asked, found):
    two_groups()
    assert names_on(finance.get(reverse(LIST), asked)) == found


def test_a_file_holds_what_is_filtered_and_says_what_to_do_first(finance):
    two_groups()
    file = b"".join(finance.get(reverse(LIST), {"why": "asked", "format": "xlsx"}).streaming_content)
    head, row = load_workbook(io.BytesIO(file)).active.iter_rows(values_only=True)
    said = dict(zip(head, row, strict=True))
    assert {one: said[one] for one in ("Person", "Payer", "Why", "What to do first", "Price")} == {
        "Person": "Aaron Ashby",
        "Payer": "Sherwin Hall",
        "Why": "There is no scholarship, and they have not said who pays.",
        "What to do first": "Ask them again: the invoice follows by itself when they have said it.",
        "Price": 1250,
    }


def test_the_list_of_invoices_counts_them_and_leads_here(finance):
    page = finance.get(reverse("office:finance:invoices")).content.decode()
    assert "To settle" not in page
    two_groups()
    page = finance.get(reverse("office:finance:invoices")).content.decode()
    assert f'href="{reverse(LIST)}?why=ready">3 places</a> not invoiced yet' in page
    assert f'href="{reverse(LIST)}">3 places</a> not invoiced, and to be settled first' in page


def test_several_are_invoiced_after_a_preview_that_names_who_goes_along_and_who_cannot(finance):
    places = two_groups()
    ticked = {"ref": [places[name].ref for name in ("Amina Yusuf", "Bare Barlow", "Tom Reed")]}
    page = finance.get(reverse(SEVERAL), ticked)
    words = page.content.decode()
    assert [row.application.name for row in page.context["ready"]] == ["Tom Reed", "Amina Yusuf"]
    assert [row.application.name for row in page.context["along"]] == ["Una Vale"]
    assert ("Invoice 3 places" in words, "£5,750.00" in words, "Quote it first" in words) == (True, True, True)
    assert Invoice.objects.count() == 0
    done = finance.post(reverse(SEVERAL), ticked, follow=True).content.decode()
    assert "Issued 2 invoices: OLP-000001 to OLP-000002." in done
    assert sorted(Invoice.objects.values_list("total_pence", flat=True)) == [125_000, 450_000]
    again = finance.post(reverse(SEVERAL), ticked, follow=True).content.decode()
    assert "Nothing was left to invoice of them." in again
    assert Invoice.objects.count() == 2


def test_all_that_match_are_taken_as_many_as_are_shown_the_ready_ones_first(finance, monkeypatch):
    two_groups()
    monkeypatch.setattr("cadre.finance.views.places.MOST", 3)
    page = finance.get(reverse(SEVERAL), {"all": "1", "q": "sherwin"})
    assert [row.application.name for row in page.context["ready"]] == ["Tom Reed", "Una Vale", "Amina Yusuf"]
    assert "3 more places match" in page.content.decode()
    none = finance.get(reverse(SEVERAL), {"all": "1", "why": "asked"}).content.decode()
    assert ("None of them can be invoiced yet" in none, "Invoice 0" in none) == (True, False)
    assert "Nobody is selected" in finance.get(reverse(SEVERAL)).content.decode()


def test_operations_see_the_list_and_neither_files_nor_buttons(client):
    places = two_groups()
    client.force_login(world.an_officer())
    page = client.get(reverse(LIST))
    words = page.content.decode()
    assert "Tom Reed" in names_on(page)
    assert [one in words for one in ("format=csv", "Invoice now", 'name="ref"', "Invoice…")] == [False] * 4
    assert "text/html" in client.get(reverse(LIST), {"format": "xlsx"})["Content-Type"]
    assert client.post(reverse(SEVERAL), {"ref": places["Tom Reed"].ref}).status_code == 404
    assert Invoice.objects.count() == 0


def test_what_is_invoiced_leaves_the_list(finance):
    places = two_groups()
    raise_course_invoices(places["Tom Reed"].group, **WHEN)
    assert "Tom Reed" not in names_on(finance.get(reverse(LIST)))
    assert "Amina Yusuf" in names_on(finance.get(reverse(LIST)))
