"""Workplaces beyond one school: a trust's team, several schools, a school that is not listed, and who finds them."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from cadre.applications.actions import requote, requote_by_list_of, requote_waiting
from cadre.applications.models import Application, Quote
from cadre.applications.replay import replay
from cadre.applications.rules import stored
from cadre.applications.rules.pricing import priced
from cadre.applications.rules.scholarship import scholarship
from cadre.applications.states import Before, Outcome, State, Verdict
from cadre.applications.tests.answers import begin, fill, pages, problems, submit
from cadre.applications.tests.test_scholarship import ASHFIELD, GEDLING, LIST, RULE, SCHOOL, footprint
from cadre.applications.workplaces import waited_for
from cadre.journal.worker import drain
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.schools.actions import settle_district, withdraw_list
from cadre.schools.facts import Location
from cadre.schools.models import CategoryList, District, DistrictCategory, Trust
from cadre.schools.states import Kind, Standing
from tests import world
from tests.scenes import kept

TRUST = replace(
    SCHOOL,
    urn="",
    school="Maun Valley Trust",
    type_code="",
    location=Location(Standing.NOT_CONFIRMED),
    footprints=(footprint(Kind.TRUST, None),),
    of_trust=True,
)
YES, NO, OPEN = Verdict.YES, Verdict.NO, Verdict.NOT_CONFIRMED


@pytest.mark.parametrize(
    ("facts", "criteria", "verdict", "code"),
    [
        (replace(TRUST, footprints=(footprint(Kind.TRUST, ASHFIELD),)), RULE, YES, "central_team_footprint"),
        (TRUST, RULE, NO, "no_priority_area"),
        (replace(TRUST, footprints=(footprint(Kind.TRUST, None, unknown=1),)), RULE, OPEN, "district_not_confirmed"),
        (replace(TRUST, is_open=False, publicly_funded=None), RULE, OPEN, "trust_without_schools"),
        (replace(TRUST, publicly_funded=None), RULE, OPEN, "funding_not_known"),
        (replace(TRUST, publicly_funded=False), RULE, NO, "not_publicly_funded"),
        (replace(TRUST, list=None), RULE, OPEN, "no_list"),
        (
            replace(TRUST, footprints=(footprint(Kind.TRUST, ASHFIELD),)),
            replace(RULE, routes=("opportunity_area", "category")),
            NO,
            "no_priority_area",
        ),
        (TRUST, None, OPEN, "no_rule"),
    ],
)
def test_a_central_team_is_judged_by_where_its_trust_has_schools(facts, criteria, verdict, code):
    decision = scholarship(
        qualification="NPQEL", before=Before.NO, workplace="Maun Valley Trust", facts=facts, criteria=criteria
    )
    assert (decision.verdict, decision.code) == (verdict, code)


def test_of_a_district_made_of_several_all_are_named_and_older_quotes_keep_their_words():
    areas = (ASHFIELD, GEDLING)
    made = replace(SCHOOL, location=Location(Standing.NOT_CONFIRMED, areas, "Newshire"))
    said = {"qualification": "NPQSL", "before": Before.NO, "workplace": "", "criteria": RULE}
    now = scholarship(**said, facts=replace(made, list=replace(LIST, row=7)))
    then = scholarship(**said, facts=made)
    assert now.sentence.endswith("Newshire was made of Ashfield and Gedling, and not all of them are known to count.")
    assert then.sentence.endswith("Ashfield has no category in the list we hold.")


def test_a_quote_kept_in_the_first_version_gives_the_same_answer():
    kept = json.loads(Path(__file__).with_name("quote_of_version_1.json").read_text())
    inputs = stored.from_json(kept, bands=(), criteria=RULE)
    price = priced(inputs)
    assert (price.code, price.payable_pence, price.sentence) == (
        "trust_footprint",
        0,
        "Brackenmoor Academy is part of Maun Valley. The trust also has Kirkmeadow Primary in Ashfield, a category 5 "
        "area. That makes every school of the trust eligible.",
    )
    assert stored.VERSION == "2"


@pytest.fixture
@kept
def trust(offering) -> Trust:
    made = Trust.objects.create(uid="9001", name="Maun Valley Trust")
    world.a_category_list(Ashfield="5")
    world.a_school("Kirkmeadow Primary", town="Sutton", district=District.objects.get(name="Ashfield"), trust=made)
    return made


def applied(client, **school: str) -> Application:
    draft = begin(client)
    typed = pages(payment={"funding": "scholarship"}, invoice={"payer": "trust"})
    typed["school"] = school
    fill(client, draft, typed)
    answer = submit(client, draft)
    assert answer.status_code == 302, problems(answer)
    draft.refresh_from_db()
    return draft


@pytest.mark.django_db
def test_somebody_of_a_trusts_central_team_applies(client, trust, officer):
    draft = begin(client)
    page = client.get(f"/go/application/{draft.ref}/school/", {"kind": "trust", "q": "maun"}).content.decode()
    assert ("Maun Valley Trust" in page, "1 open school" in page) == (True, True)
    made = applied(client, kind="trust", school="trust-9001")
    assert (made.trust, made.school, made.workplace) == (trust, None, "Maun Valley Trust, central team")
    assert (made.quote.outcome, made.quote.reason_code) == ("scholarship", "central_team_footprint")
    assert made.quote.sentence == (
        "Maun Valley Trust has Kirkmeadow Primary in Ashfield, a category 5 area. That makes everybody who works for "
        "it eligible."
    )
    client.force_login(officer)
    said = client.get(reverse("office:applications:application", args=[made.ref])).content.decode()
    assert ("Central team of Maun Valley Trust" in said, "Trust 9001" in said) == (True, True)
    assert [words for _, words in replay()] == [""]


@pytest.mark.django_db
def test_a_trust_pays_its_team_and_its_schools_people_together(client, client_factory, trust):
    school = world.a_school("Moor School", trust=trust)
    typed = {"payment": {"funding": "trust"}}
    for number, said in enumerate(({"kind": "trust", "school": "trust-9001"}, {"school": school.urn}), 1):
        browser = client_factory()
        draft = begin(browser)
        steps = pages(you={"email": f"person{number}@trust.example"}, **typed)
        steps["school"] = said
        fill(browser, draft, steps)
        assert submit(browser, draft).status_code == 302
    quotes = Quote.objects.order_by("pk")
    assert [(one.inputs["payer_name"], one.inputs["place"], one.reason_code) for one in quotes] == [
        ("Maun Valley Trust", 1, "list_fee"),
        ("Maun Valley Trust", 2, "payer_discount"),
    ]


@pytest.mark.django_db
def test_somebody_of_several_schools_is_judged_by_the_main_one(client, trust, officer):
    main = world.a_school("Dale House School", town="Belper", trust=trust)
    ridge, moor = world.a_school("Ridge Infant School", town="Ripley"), world.a_school("Moor School", town="Belper")
    draft = begin(client)
    typed = {"payment": {"funding": "scholarship"}, "invoice": {"payer": "trust"}}
    steps = pages(**typed) | {"school": {"kind": "several", "school": main.urn}}
    fill(client, draft, steps)
    assert client.get(f"/go/application/{draft.ref}/").url.endswith("/other-schools/")
    where = f"/go/application/{draft.ref}/other-schools/"
    looked = client.post(where, {"q": "mor school belper", "look": "yes"}).content.decode()
    assert ("Moor School" in looked, "as it is spelt" in looked, "There is a problem" in looked) == (True, True, False)
    ticked = {"q": "belper", "look": "yes", f"urn_{moor.urn}": "on"}
    assert "checked" in client.post(where, ticked).content.decode()
    assert "checked" in client.get(where).content.decode(), "what was ticked is kept"
    said = {f"urn_{moor.urn}": "on", "further": f"ridge infant ripley\nA school nobody knows\n{moor.urn}"}
    assert client.post(where, said).status_code == 302
    assert submit(client, draft).status_code == 302
    made = Application.objects.get(ref=draft.ref)
    assert [(one.school, one.typed) for one in made.further_schools.all()] == [
        (moor, ""),
        (ridge, ""),
        (None, "A school nobody knows"),
    ]
    assert (made.school, made.workplace_kind, made.quote.reason_code) == (main, "several", "trust_footprint")
    client.force_login(officer)
    said = client.get(reverse("office:applications:application", args=[made.ref])).content.decode()
    shown = (
        "Dale House School, the main one",
        "Also Ridge Infant School, Ripley",
        "A school nobody knows (not found yet)",
    )
    assert all(words in said for words in shown)
    assert [words for _, words in replay()] == [""]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": "trust"}, "Search for your trust and choose it, or say that it is not listed."),
        ({"kind": "trust", "school": "trust-9999"}, "We do not find this trust. Search for it again."),
        ({"kind": "trust", "school": "900001"}, "We do not find this trust. Search for it again."),
        ({"kind": "trust", "school": "unlisted"}, "Enter the name and the town, so that our team can find it."),
        ({"kind": "nonsense"}, "Search for your school and choose it, or say that it is not listed."),
        ({"school": "\ud7ff" * 40}, "We do not find this school. Search for it again."),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_kept(client, trust, said, words):
    draft = begin(client)
    answer = client.post(f"/go/application/{draft.ref}/school/", said)
    assert answer.status_code == 422
    assert any(words in problem for problem in problems(answer))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Find your other schools and tick them, or name them below."),
        ({"urn_999999": "on"}, "Find your other schools and tick them"),
        ({"urn_<b>": "on", "q": "%"}, "Find your other schools and tick them"),
        ({"further": "\n".join(f"Quexby {n}" for n in range(13))}, "You named 13 schools."),
    ],
)
def test_other_schools_that_are_missing_are_asked_for(client, trust, said, words):
    draft = begin(client)
    answer = client.post(f"/go/application/{draft.ref}/other-schools/", said)
    assert answer.status_code == 422
    assert any(words in problem for problem in problems(answer))


@pytest.mark.django_db
def test_an_independent_school_is_told_before_it_is_chosen(client, offering):
    world.a_school("Hill House College", type_code="11")
    draft = begin(client)
    page = client.get(f"/go/application/{draft.ref}/school/", {"q": "hill house"}).content.decode()
    assert "not publicly funded, so no scholarship" in page


@pytest.mark.django_db
def test_the_office_finds_what_was_typed_by_searching(client, trust, officer):
    school = world.a_school("Dale House School", town="Belper")
    waiting = applied(client, school="unlisted", place="Dale House, Belper")
    other = world.an_application("Tom Reed", state=State.SUBMITTED, school=school)
    client.force_login(officer)
    where = reverse("office:applications:workplaces")
    listing = client.get(where).context["listing"]
    assert ([row.ref for row in listing.rows], other.has_workplace) == ([waiting.ref], True)
    assert [row.ref for row in client.get(where, {"kind": "trust"}).context["listing"].rows] == []
    file = b"".join(client.get(where, {"format": "csv"}).streaming_content).decode()
    assert "Dale House, Belper" in file
    find = reverse("office:applications:workplace", args=[waiting.ref])
    assert f'value="{school.urn}"' in client.get(find).content.decode()
    done = client.post(reverse("office:applications:school", args=[waiting.ref]), {"urn": school.urn})
    assert done.status_code == 302
    waiting.refresh_from_db()
    assert (waiting.school, waiting.quote.reason_code) == (school, "district_not_confirmed")
    assert client.get(where).context["listing"].count == 0


@pytest.mark.django_db
def test_the_office_finds_a_trust_and_a_wrong_number_is_said(client, trust, officer):
    waiting = applied(client, kind="trust", school="unlisted", place="Maun Valley")
    client.force_login(officer)
    settle = reverse("office:applications:trust", args=[waiting.ref])
    assert "Use this trust" in client.get(reverse("office:applications:workplace", args=[waiting.ref])).content.decode()
    refused = client.post(settle, {"uid": "1"})
    assert (refused.status_code, "No trust has this number." in refused.content.decode()) == (422, True)
    assert client.post(settle, {"uid": "9001"}).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.trust, waiting.quote.reason_code) == (trust, "central_team_footprint")


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_workplaces_costs_the_same_however_long(
    client, at_now, officer, number, django_assert_max_num_queries
):
    for n in range(number):
        world.an_application(f"Person {n}", state=State.SUBMITTED, school=None, school_typed="Somewhere")
    client.force_login(officer)
    with django_assert_max_num_queries(7):
        assert client.get(reverse("office:applications:workplaces")).status_code == 200


@pytest.mark.django_db
def test_a_district_that_is_settled_settles_those_who_wait_for_it(client, client_factory, trust, officer):
    gedling = District.objects.create(code="E07000173", name="Gedling", region="East Midlands")
    school = world.a_school("Arnold Vale School", district=gedling)
    waiting = applied(client, school=school.urn)
    assert waiting.quote.outcome == Outcome.NOT_CONFIRMED
    [waited] = waited_for(Application.objects.all())
    assert (waited.name, waited.applications, waited.own) == ("Gedling", 1, [waiting.ref])
    client.force_login(officer)
    where = reverse("office:applications:districts")
    assert "Gedling" in client.get(where).content.decode()
    file = b"".join(client.get(where, {"format": "csv"}).streaming_content).decode()
    assert file.splitlines()[1] == "Gedling,E07000173,1,1,0"
    before = waiting.quote
    settle_district(gedling, category="6", opportunity_area="", source="a letter", by=officer, today=world.TODAY)
    later = world.NOW.replace(hour=12)
    assert requote_waiting(quoted_before=later, by=officer, now=later) == 1
    waiting.refresh_from_db()
    assert (waiting.quote.reason_code, waiting.quote.payable_pence) == ("category_area", 0)
    assert Message.objects.filter(kind="applications.settled").count() == 1
    assert requote_waiting(quoted_before=later, by=officer, now=later) == 0
    assert waited_for(Application.objects.all()) == []
    assert [words for quote, words in replay() if quote == before] == [""], "what was decided before replays unchanged"


@pytest.mark.django_db
def test_a_list_published_ahead_takes_effect_on_its_day(client, trust, officer):
    gedling = District.objects.create(code="E07000173", name="Gedling", region="East Midlands")
    waiting = applied(client, school=world.a_school("Arnold Vale School", district=gedling).urn)
    day = world.TODAY + timedelta(days=3)
    used = CategoryList.objects.create(name="Next", from_on=day, districts_as_at=world.SINCE, source="file")
    DistrictCategory.objects.create(list=used, district=gedling, from_on=day, category="5")
    assert requote_by_list_of(world.TODAY, world.NOW) == 0
    then = world.NOW + timedelta(days=3)
    assert [requote_by_list_of(day, then), requote_by_list_of(day, then)] == [1, 0]
    waiting.refresh_from_db()
    assert waiting.quote.reason_code == "category_area"


@pytest.mark.django_db
def test_a_list_that_decided_a_price_is_not_withdrawn_and_one_withdrawn_meanwhile_decides_nothing(
    client, trust, officer
):
    gedling = District.objects.create(code="E07000173", name="Gedling", region="East Midlands")
    waiting = applied(client, school=world.a_school("Arnold Vale School", district=gedling).urn)
    world.a_category_list(Gedling="5")
    slip = CategoryList.objects.create(
        name="Slip", from_on=world.SINCE, districts_as_at=world.SINCE, source="another file"
    )
    requote(waiting, by=officer, now=world.NOW)
    with pytest.raises(Refusal, match="1 decision was taken"):
        withdraw_list(slip, why="another year", by=officer, now=world.NOW)
    client.force_login(officer)
    page = client.post(reverse("office:schools:withdrawal", args=[slip.pk]), {"why": "another year"})
    assert (page.status_code, "1 decision was taken" in page.content.decode()) == (422, True)
    CategoryList.objects.filter(pk=slip.pk).update(withdrawn_at=world.NOW)  # as if in the same moment
    assert [requote_by_list_of(world.TODAY, world.NOW) for _ in range(2)] == [1, 0]
    waiting.refresh_from_db()
    assert waiting.quote.inputs["facts"]["list"]["name"] == "List of March 2016"
    assert waiting.quote.reason_code == "category_area"


@pytest.mark.django_db
def test_settling_a_district_on_its_page_settles_those_who_wait(client, trust, officer):
    gedling = District.objects.create(code="E07000173", name="Gedling", region="East Midlands")
    waiting = applied(client, school=world.a_school("Arnold Vale School", district=gedling).urn)
    Quote.objects.update(made_at=world.NOW - timedelta(days=1))
    client.force_login(officer)
    client.post(reverse("office:schools:settlement", args=[gedling.code]), {"category": "6", "source": "a letter"})
    drain(limit=100)
    waiting.refresh_from_db()
    assert waiting.quote.reason_code == "category_area"


@pytest.mark.django_db
def test_a_quote_that_would_say_the_same_is_not_made_again(client, trust, officer):
    gedling = District.objects.create(code="E07000173", name="Gedling", region="East Midlands")
    applied(client, school=world.a_school("Arnold Vale School", district=gedling).urn)
    later = world.NOW.replace(hour=12)
    assert requote_waiting(quoted_before=later, by=officer, now=later) == 0
    assert Quote.objects.count() == 1


def test_the_day_of_a_list_is_kept_with_its_key():
    facts = replace(SCHOOL, list=replace(LIST, row=7, from_on=date(2017, 9, 1)))
    kept = json.loads(json.dumps(stored._plain({"facts": stored.asdict(facts)})))
    assert stored._facts(kept["facts"]) == facts
