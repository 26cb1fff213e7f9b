"""Somebody whose school may have a scholarship, and what becomes of it."""

from cadre.applications import actions
from cadre.applications.models import Application
from cadre.applications.tests.answers import begin, fill, pages, submit
from cadre.schools.models import CategoryList, District, DistrictCategory
from tests.world import NOW, SINCE, TODAY


def apply(client, school, **changed) -> Application:
    """Somebody of this school asks for a scholarship, and is accepted."""
    draft = begin(client)
    typed = pages(school.urn, payment={"funding": "scholarship"}, **changed)
    del typed["invoice"]
    fill(client, draft, typed)
    answer = submit(client, draft)
    assert answer.status_code == 302
    draft.refresh_from_db()
    return draft


def move(row, verb, officer, *, on=TODAY, reason="The money went elsewhere", **more):
    return actions.move_confirmations([row], verb=verb, on=on, reason=reason, by=officer, now=NOW, **more)[0]


def in_category(category: str) -> District:
    """A district of this category, in a list in use."""
    used = CategoryList.objects.create(
        name="Areas of March 2016", districts_as_at=SINCE, from_on=SINCE, is_complete=True, source="test"
    )
    made = District.objects.create(code="E07000170", name="Ashfield", region="East Midlands", from_on=SINCE)
    DistrictCategory.objects.create(list=used, district=made, from_on=used.from_on, category=category, source="test")
    return made
