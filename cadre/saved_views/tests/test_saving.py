"""A list is saved as it is shown, under a name that is told from the others, and opened as it was."""

import pytest
from django.db import IntegrityError, transaction

from bench.counts import queries
from cadre.journal.models import Entry
from cadre.lib.seen import LOOK_AGAIN
from cadre.saved_views import rules
from cadre.saved_views.models import SavedView
from cadre.saved_views.tests.scene import LIST, NEW, OWN, WAITING, a_view, links_above, sent, signed_in
from tests import world


def test_a_list_is_saved_as_it_is_shown_and_stands_above_it(reader):
    shown = f"{LIST}?state=submitted&sort=name&columns=state&columns=gone&page=2&q=&utm=x"
    [(words, href, _)] = links_above(reader, shown)
    assert (words, href) == (
        "Save this view",
        f"{NEW}?list=%2Foffice%2Fapplications%2F&query=columns%3Dstate%26sort%3Dname%26state%3Dsubmitted",
    )
    assert "Save this view" in reader.get(href).content.decode()
    answer = reader.post(href, {"name": "  Waiting,  NPQSL "})
    kept = SavedView.objects.get()
    assert (kept.name, kept.path, kept.is_shared) == ("Waiting, NPQSL", LIST, False)
    assert answer.headers["Location"] == kept.address
    assert links_above(reader, kept.address) == [
        ("Everything", LIST, False),
        ("Waiting, NPQSL", kept.address, True),
        ("Change views", f"{OWN}?list=%2Foffice%2Fapplications%2F", False),
    ]
    assert Entry.objects.filter(happening__startswith="saved_views").count() == 0


def test_a_bare_list_offers_nothing_to_save(reader, ruth):
    assert links_above(reader) == []
    a_view(ruth)
    assert [(words, now) for words, _, now in links_above(reader)] == [
        ("Everything", True),
        ("Waiting", False),
        ("Change views", False),
    ]


def test_opened_it_shows_its_filters_order_and_columns(reader, ruth):
    page = reader.get(a_view(ruth, query="columns=state&sort=-name&q=reed").address)
    assert [row.name for row in page.context["listing"].rows] == ["Tom Reed"]
    assert [head["words"] for head in page.context["listing"].headers] == ["Person", "State"]
    assert page.context["listing"].sort == "-name"


def test_a_filter_that_is_gone_is_left_out_with_a_word(reader, ruth):
    gone = "colour=red&columns=old%2Cstate&partner=nobody-now&state=submitted"
    page = reader.get(a_view(ruth, query=gone).address)
    assert page.status_code == 200
    assert len(page.context["listing"].rows) == 2
    assert "something that this list no longer has: colour, Partner, a column. It is left out." in " ".join(
        page.content.decode().split()
    )
    assert "no longer has" not in reader.get(a_view(ruth, "Whole").address).content.decode()


@pytest.mark.parametrize("name", ["", "   ", "…!", "x" * 61, "waiting", "WAITING"])
def test_a_name_that_cannot_be_is_refused_at_its_field_and_nothing_is_lost(reader, ruth, name):
    a_view(ruth)
    answer = sent(reader, name, query="q=reed")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#id_name"' in page
    assert '<input type="hidden" name="query" value="q=reed">' in page
    assert SavedView.objects.count() == 1


def test_another_person_and_another_list_may_have_the_same_name(reader, ruth, omar):
    a_view(omar)
    assert sent(reader, "Waiting").status_code == 302
    assert sent(reader, "Waiting", path="/office/schools/", query="state=open").status_code == 302
    assert SavedView.objects.filter(name="Waiting").count() == 3


def test_there_are_thirty_of_a_list_and_no_more(reader, ruth):
    for at in range(rules.MOST):
        a_view(ruth, f"View {at}")
    answer = sent(reader, "One more")
    assert (answer.status_code, SavedView.objects.count()) == (422, rules.MOST)
    assert "You have 30 views of this list, which is the most." in answer.content.decode()
    assert "19 more" in reader.get(LIST).content.decode()


def test_nothing_and_too_much_are_refused(reader):
    for query in ("", "page=3", "q=" + "x" * 2001):
        assert sent(reader, "Mine", query=query).status_code == 422
    assert not SavedView.objects.exists()


def test_the_database_keeps_a_name_once(ruth):
    view = a_view(ruth)
    view.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        view.save()


def test_it_is_renamed_replaced_and_deleted(reader, ruth):
    view = a_view(ruth)
    form = reader.get(f"{OWN}{view.pk}/").context["form"]
    assert reader.post(f"{OWN}{view.pk}/", {"name": "To decide", "seen": form["seen"].value()}).status_code == 302
    page = reader.get(f"{NEW}?list={LIST}&query=q%3Dreed").content.decode()
    assert f'action="{OWN}{view.pk}/content/"' in page
    answer = reader.post(f"{OWN}{view.pk}/content/", {"query": "q=reed&page=4"})
    assert answer.headers["Location"] == f"{LIST}?q=reed"
    view.refresh_from_db()
    assert (view.name, view.query) == ("To decide", "q=reed")
    assert "To decide" in reader.get(f"{OWN}?list={LIST}").content.decode()
    assert reader.post(f"{OWN}{view.pk}/removal/").status_code == 302
    assert not SavedView.objects.exists()
    assert reader.post(f"{OWN}{view.pk}/removal/").status_code == 404


def test_a_second_tab_is_told_what_the_first_saved(reader, ruth):
    page = f"{OWN}{a_view(ruth).pk}/"
    seen = reader.get(page).context["form"]["seen"].value()
    assert reader.post(page, {"name": "First", "seen": seen}).status_code == 302
    answer = reader.post(page, {"name": "Second", "seen": seen})
    assert answer.status_code == 422
    assert LOOK_AGAIN in answer.content.decode()
    assert "It is now: First" in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/partner/people/",
        "/office/groups/NPQSL-S27-101/",
        "/office/schools/900214/",
        "/",
        "/office/nowhere/",
        "//evil.example/",
        "office/applications/",
        "/office/a\0/",
        "",
    ],
)
def test_only_lists_that_open_to_somebody_are_saved_by_them(reader, path):
    """A partner's list is not the office's, and other addresses are no list."""
    assert reader.get(NEW, {"list": path, "query": "q=x"}).status_code == 404
    assert sent(reader, "Mine", path=path).status_code == 404
    assert not SavedView.objects.exists()


def test_whoever_names_no_list_is_shown_all_views(reader):
    assert reader.get(NEW).headers["Location"] == OWN
    assert "None is saved" in reader.get(OWN).content.decode()


def test_a_list_costs_one_query_more_however_many_views_it_has(reader, ruth, omar):
    for at in range(3):
        a_view(ruth, f"View {at}")
    few = queries(lambda: reader.get(LIST))
    for at in range(3, 20):
        a_view(ruth, f"View {at}"), a_view(omar, f"View {at}", share=True)
    assert queries(lambda: reader.get(LIST)) == few
    assert queries(lambda: reader.get(OWN)) == queries(lambda: reader.get(f"{OWN}?list={LIST}"))


def test_a_partner_keeps_views_of_their_own_list_and_shares_none(ruth):
    partner = world.a_partner()
    lead = signed_in(world.a_partner_lead(partner))
    assert sent(lead, "NPQSL", path="/partner/people/", query="q=reed", share="on").status_code == 302
    assert not SavedView.objects.get().is_shared
    assert [words for words, _, now in links_above(lead, "/partner/people/?q=reed") if now] == ["NPQSL"]
    assert "Share it" not in lead.get(f"{NEW}?list=/partner/people/&query={WAITING}").content.decode()
