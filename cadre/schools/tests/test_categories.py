"""Lists of categories against real rows: published, settled by hand, and what holds on which day."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.schools import queries, reference
from cadre.schools.actions import (
    add_school,
    publish_upload,
    settle_district,
    throw_upload_away,
    upload_categories,
    withdraw_list,
)
from cadre.schools.models import CategoryList, CategoryUpload, District, DistrictCategory, School
from cadre.schools.rules import Listed, Read, refuse_withdrawal
from cadre.schools.states import Standing
from cadre.schools.tests.test_lists import departments
from tests.scenes import kept
from tests.world import NOW, TODAY, a_user, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
MARCH = date(2016, 3, 31)


@pytest.fixture(autouse=True)
@kept
def published():
    reference.load(TODAY)


@pytest.fixture
@kept
def officer():
    return an_officer()


@pytest.fixture
@kept
def school() -> School:
    rutland = District.objects.get(name="Rutland")
    return add_school(urn="900001", name="Oakham Vale School", type_code="01", district=rutland)


def an_upload(officer, *rows: tuple[str, str, str]) -> CategoryUpload:
    listed = tuple(Listed(code, name, category) for code, name, category in rows)
    return upload_categories(read=Read(listed), file_name="list.xlsx", digest="d", by=officer, now=NOW)


def publish(upload: CategoryUpload, officer, **changed) -> CategoryList:
    said = {
        "name": "List of today",
        "from_on": TODAY,
        "districts_as_at": MARCH,
        "is_complete": False,
        "source": "the department’s file",
        "keep": True,
    }
    return publish_upload(upload, **(said | changed), by=officer)


def standing(school: School, on: date = TODAY) -> tuple[Standing, str]:
    facts = queries.scholarship_facts(school, on=on)
    area = facts.location.areas[0]
    return facts.location.standing, area.category


def test_a_published_list_holds_from_its_day_and_the_earlier_one_before(officer, school):
    before = CategoryList.objects.get()
    made = publish(an_upload(officer, ("E06000017", "Rutland", "6")), officer)
    assert standing(school) == (Standing.PRIORITY, "6")
    assert standing(school, TODAY - timedelta(days=1)) == (Standing.NOT_CONFIRMED, "")
    assert queries.list_on(TODAY) == made
    assert queries.list_on(TODAY - timedelta(days=1)) == before
    assert Entry.objects.about(made).get().sentence == f"{officer.name} published List of today: 44 districts"


@pytest.mark.parametrize(("keep", "rows", "ashfield"), [(True, 44, "5"), (False, 1, None)])
def test_what_the_file_leaves_out_is_kept_or_not_confirmed(officer, keep, rows, ashfield):
    made = publish(an_upload(officer, ("E06000017", "Rutland", "6")), officer, keep=keep)
    assert made.rows.count() == rows
    found = made.rows.filter(district__name="Ashfield").first()
    assert (found.category if found else None) == ashfield


def test_a_row_without_a_category_never_takes_one_away_that_is_kept(officer):
    made = publish(an_upload(officer, ("E07000170", "Ashfield", "")), officer)
    assert made.rows.get(district__name="Ashfield").category == "5"


def test_publishing_twice_is_publishing_once(officer):
    upload = an_upload(officer, ("E06000017", "Rutland", "6"))
    assert publish(upload, officer) == publish(upload, officer, name="Another")
    assert (CategoryList.objects.count(), Entry.objects.filter(happening="schools.categories_published").count()) == (
        2,
        1,
    )


def test_a_list_is_complete_only_when_every_district_of_its_day_has_a_category(officer):
    with pytest.raises(Refusal, match="districts of that day have no category") as refused:
        publish(an_upload(officer, ("E06000017", "Rutland", "6")), officer, is_complete=True)
    assert (refused.value.field, CategoryList.objects.count()) == ("is_complete", 1)
    rows = [(one.code, one.name, "3") for one in District.objects.on(MARCH)]
    CategoryUpload.objects.all().delete()
    assert publish(an_upload(officer, *rows), officer, is_complete=True).is_complete


def test_a_name_that_is_taken_is_refused(officer):
    with pytest.raises(Refusal, match="list of this name"):
        publish(an_upload(officer, ("E06000017", "Rutland", "6")), officer, name=CategoryList.objects.get().name)


def test_a_district_settled_by_hand_holds_from_its_day_with_its_source(officer, school):
    rutland = District.objects.get(name="Rutland")
    settle_district(rutland, category="2", opportunity_area="", source="a letter", by=officer, today=TODAY)
    assert standing(school) == (Standing.OTHER, "2")
    assert standing(school, TODAY - timedelta(days=1)) == (Standing.NOT_CONFIRMED, "")
    area = queries.scholarship_facts(school, on=TODAY).location.area
    assert (area.source, area.certainty) == ("a letter", "by hand")
    assert Entry.objects.about(rutland).get().data == {"said": "category 2", "source": "a letter"}


def test_a_word_is_taken_back_and_what_was_said_before_stays(officer, school):
    rutland = District.objects.get(name="Rutland")
    settle_district(rutland, category="5", opportunity_area="", source="a call", by=officer, today=TODAY)
    tomorrow = TODAY + timedelta(days=1)
    settle_district(rutland, category="", opportunity_area="", source="it was a slip", by=officer, today=tomorrow)
    assert standing(school) == (Standing.PRIORITY, "5")
    assert standing(school, tomorrow) == (Standing.NOT_CONFIRMED, "")


@pytest.mark.parametrize(
    ("name", "category", "words"),
    [("Rutland", "7", "from 1 to 6"), ("Cumberland", "5", "made of"), ("Ashfield", "5", "already")],
)
def test_what_cannot_be_settled_is_refused(officer, name, category, words):
    held = DistrictCategory.objects.filter(district__name=name).first()
    with pytest.raises(Refusal, match=words):
        settle_district(
            District.objects.get(name=name),
            category=category,
            opportunity_area="",
            source=held.source if held else "x",
            by=officer,
            today=TODAY,
        )


def test_without_a_list_in_use_nothing_is_settled(officer):
    rutland, early = District.objects.get(name="Rutland"), date(2010, 1, 1)
    with pytest.raises(Refusal, match="Publish one first"):
        settle_district(rutland, category="5", opportunity_area="", source="x", by=officer, today=early)


def test_a_list_loaded_again_leaves_what_staff_settled(officer, school):
    rutland = District.objects.get(name="Rutland")
    settle_district(rutland, category="2", opportunity_area="", source="a letter", by=officer, today=TODAY)
    reference.load(TODAY)
    assert standing(school) == (Standing.OTHER, "2")


def test_the_office_loads_looks_and_publishes(client, officer):
    client.force_login(officer)
    file = SimpleUploadedFile("list.xlsx", departments(("E06000017", "Rutland (new)", 6)).getvalue())
    looked = client.post(reverse("office:schools:upload"), {"file": file}, follow=True)
    page = looked.content.decode()
    assert "1 added, 0 changed, 43 gone" in page
    assert "Rutland (new): ours is Rutland" in page
    assert CategoryList.objects.count() == 1
    where = looked.redirect_chain[-1][0]
    said = {"name": "New list", "from_on": "24/11/2026", "districts_as_at": "31/3/2016", "source": "file", "keep": "on"}
    looked_again = client.post(where, said | {"look": "1"})
    assert (looked_again.status_code, CategoryList.objects.count()) == (200, 1)
    done = client.post(where, said, follow=True)
    assert "New list is published, and used from 24 November 2026." in done.content.decode()
    assert client.get(where)["Location"] == done.redirect_chain[-1][0]
    again = SimpleUploadedFile("list.xlsx", departments(("E06000017", "Rutland (new)", 6)).getvalue())
    assert CategoryList.objects.count() == 2
    assert client.post(reverse("office:schools:upload"), {"file": again}).status_code == 302


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "Choose the file with the list."),
        (SimpleUploadedFile("list.pdf", b"%PDF-1.7"), "This is a PDF"),
        (SimpleUploadedFile("list.csv", b""), "This file is empty."),
        (SimpleUploadedFile("list.csv", b"a,b\n1,2"), "“LTLA code” and “Grouping (of six)”"),
    ],
)
def test_a_file_that_is_no_list_is_refused_at_its_field(client, officer, file, words):
    client.force_login(officer)
    answer = client.post(reverse("office:schools:upload"), {"file": file} if file else {})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_form_that_is_wrong_keeps_what_was_typed(client, officer):
    client.force_login(officer)
    where = reverse("office:schools:preview", args=[an_upload(officer, ("E06000017", "Rutland", "6")).pk])
    answer = client.post(where, {"name": "", "from_on": "31/2/2026", "districts_as_at": "x", "source": "my source"})
    assert answer.status_code == 422
    assert all(words in answer.content.decode() for words in ("31/2/2026", "my source", "Enter the name of the list."))


def test_a_file_is_thrown_away_before_it_is_published_and_may_be_loaded_again(client, officer):
    client.force_login(officer)
    upload = an_upload(officer, ("E06000017", "Rutland", "6"))
    where = reverse("office:schools:upload_removal", args=[upload.pk])
    assert "list.xlsx" in client.get(reverse("office:schools:categories")).content.decode()
    done = client.post(where, follow=True).content.decode()
    assert "list.xlsx is thrown away. Nothing was published." in done
    assert "Read, and not published yet" not in done
    assert client.get(reverse("office:schools:preview", args=[upload.pk])).status_code == 404
    assert client.post(where).status_code == 404
    throw_upload_away(upload, by=officer, now=NOW)
    assert Entry.objects.filter(happening="schools.categories_thrown_away").count() == 1
    with pytest.raises(Refusal, match="thrown away"):
        publish(upload, officer)
    assert an_upload(officer, ("E06000017", "Rutland", "6")) != upload


def test_a_published_file_is_not_thrown_away(officer):
    upload = an_upload(officer, ("E06000017", "Rutland", "6"))
    publish(upload, officer)
    with pytest.raises(Refusal, match="published as List of today"):
        throw_upload_away(upload, by=officer, now=NOW)


def test_a_list_published_by_mistake_is_withdrawn_and_the_one_before_holds_again(client, officer, school):
    before = queries.list_on(TODAY)
    made = publish(an_upload(officer, ("E06000017", "Rutland", "6")), officer)
    assert standing(school) == (Standing.PRIORITY, "6")
    client.force_login(officer)
    where = reverse("office:schools:withdrawal", args=[made.pk])
    nothing = client.post(where, {"why": " "})
    assert (nothing.status_code, queries.list_on(TODAY)) == (422, made)
    done = client.post(where, {"why": "It was last year’s"}, follow=True).content.decode()
    assert "It was last year’s. Nothing is decided by it." in done
    assert "Withdraw the list" not in done
    assert (queries.list_on(TODAY), standing(school)) == (before, (Standing.NOT_CONFIRMED, ""))
    withdraw_list(made, why="again", by=officer, now=NOW)
    assert Entry.objects.get(happening="schools.categories_withdrawn").data == {"why": "It was last year’s"}


@pytest.mark.parametrize(
    ("decisions", "words"),
    [(0, ""), (1, "1 decision was taken by this list"), (2_300, "2,300 decisions were taken by this list")],
)
def test_a_list_that_decided_something_stays(decisions, words):
    said = refuse_withdrawal(decisions)
    assert said.startswith(words)
    assert bool(said) == bool(decisions)


def test_a_district_is_settled_on_its_page(client, officer):
    client.force_login(officer)
    where = reverse("office:schools:settlement", args=["E06000017"])
    refused = client.post(where, {"category": "4", "source": ""})
    assert (refused.status_code, 'value="4" selected' in refused.content.decode()) == (422, True)
    done = client.post(where, {"category": "4", "source": "a letter of 3 March"}, follow=True).content.decode()
    assert "Rutland is settled: category 4." in done
    assert "a letter of 3 March" in done
    twice = client.post(where, {"category": "4", "source": "a letter of 3 March"}).content.decode()
    assert "already, from the same source" in twice


def test_a_list_is_filtered_and_exported(client, officer):
    client.force_login(officer)
    where = reverse("office:schools:category_list", args=[CategoryList.objects.get().pk])
    page = client.get(where, {"area": "on", "q": "derby"}).content.decode()
    assert ("E06000015" in page, "E07000170" in page) == (True, False)
    lines = b"".join(client.get(where, {"category": "6", "format": "csv"}).streaming_content).decode().splitlines()
    assert len(lines) == 1 + DistrictCategory.objects.filter(category="6").count()
    for query in ({"category": "x"}, {"q": "%"}, {"region": "'"}, {"page": "-1"}):
        assert client.get(where, query).status_code == 200


@pytest.mark.parametrize("name", ["categories", "upload"])
def test_lists_are_the_offices(client, name):
    assert client.get(reverse(f"office:schools:{name}")).status_code == 302
    client.force_login(a_user())
    assert client.get(reverse(f"office:schools:{name}")).status_code == 404


def imported(path, *more: str) -> str:
    out = StringIO()
    said = ["--name", "From a file", "--source", "file", "--districts-as-at", "2016-03-31"]
    call_command("import_categories", str(path), *said, *more, stdout=out)
    return out.getvalue()


def test_the_command_looks_first_and_publishes_when_it_is_told(tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(departments(("E06000017", "Rutland", 6), ("E09999999", "Atlantis", 5)).getvalue())
    said = imported(path)
    assert "added: E06000017 Rutland: not confirmed -> category 6" in said
    assert "unknown code, left out: E09999999 Atlantis" in said
    assert ("Nothing is published." in said, CategoryList.objects.count()) == (True, 1)
    assert "From a file is published, and used from 2026-11-24." in imported(path, "--publish")
    assert CategoryList.objects.on(TODAY).first().rows.count() == 44
    with pytest.raises(CommandError, match="list of this name"):
        imported(path, "--publish")


def test_the_command_refuses_what_is_no_list(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("a,b\n1,2")
    with pytest.raises(CommandError, match="LTLA code"):
        imported(path)
    with pytest.raises(CommandError, match="No such file"):
        imported(tmp_path / "missing.csv")
