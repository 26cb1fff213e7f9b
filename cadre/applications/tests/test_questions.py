"""Questions that depend on answers, who gave a code, the gateway, and what becomes of the equality questions."""

from itertools import product

import pytest

from cadre.applications.actions import settle_code
from cadre.applications.models import Application, EqualityCount
from cadre.applications.queries import equality_tables
from cadre.applications.rules.equality import FEWEST, QUESTIONS, shown
from cadre.applications.states import CodeVerdict, Funding, State
from cadre.applications.steps import STEPS, Answers
from cadre.applications.steps.chart import edges, flow_chart
from cadre.applications.tests.answers import EVIDENCE, GATEWAY, begin, fill, pages, problems, submit
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from tests import world
from tests.scenes import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
SEX = QUESTIONS[0]


@pytest.fixture
@kept
def other_partner(offering):
    world.a_partner("Peakside Schools Partnership")
    return world.a_partner("St Werburgh Alliance")


def test_npqh_asks_for_six_ratings_and_two_areas_with_evidence(client, school):
    world.an_offering("NPQH")
    draft = begin(client, "npqh")
    fill(client, draft, pages(school.urn))  # without its gateway
    assert client.get(f"/go/application/{draft.ref}/check/")["Location"].endswith("/gateway/?back=check")
    fill(client, draft, {"gateway": GATEWAY, "evidence": EVIDENCE})
    assert submit(client, draft).status_code == 302
    draft.refresh_from_db()
    assert draft.gateway_ratings == {key: int(value) for key, value in GATEWAY.items()}
    assert [one["area"] for one in draft.gateway_evidence] == ["teaching_curriculum", "strategy_improvement"]


def test_npqsl_has_no_gateway(client, offering, school):
    draft = begin(client)
    sent = client.post(f"/go/application/{draft.ref}/role/", pages()["role"])
    assert sent["Location"].endswith("/support/")


def test_the_same_area_twice_is_refused_where_it_stands(client, school):
    world.an_offering("NPQH")
    draft = begin(client, "npqh")
    answer = client.post(f"/go/application/{draft.ref}/evidence/", {**EVIDENCE, "second": EVIDENCE["first"]})
    assert answer.status_code == 422
    assert problems(answer) == ["You chose this area above. Choose another one."]
    assert EVIDENCE["second_words"] in answer.content.decode()


@pytest.mark.parametrize("code", ["PEAK-7Q4M", "no such code", "0OI1"])
def test_who_gave_it_is_asked_of_everybody_who_types_a_code(client, offering, code):
    draft = begin(client, code=code)
    page = client.get(f"/go/application/{draft.ref}/code/")
    assert "Who gave you your allocation code?" in page.content.decode()
    assert client.get(f"/go/application/{draft.ref}/")["Location"].endswith("/code/")


def test_without_a_code_nobody_is_asked(client, offering):
    draft = begin(client)
    assert client.get(f"/go/application/{draft.ref}/")["Location"].endswith("/you/")


def test_a_conflict_is_settled_either_way_and_once(client, offering, school, other_partner):
    first, second = (conflicting(client, school, other_partner, n) for n in range(2))
    officer = world.an_officer()
    kept = settle_code(first, verdict=CodeVerdict.PARTNER, reason="Asked", by=officer, now=world.NOW)
    moved = settle_code(second, verdict=CodeVerdict.CODE, reason="Asked", by=officer, now=world.NOW)
    assert (str(kept.preferred_partner), str(moved.preferred_partner)) == ("None", "St Werburgh Alliance")
    assert not Application.objects.in_conflict().exists()
    with pytest.raises(Refusal, match="settled already"):
        settle_code(first, verdict=CodeVerdict.CODE, reason="Again", by=officer, now=world.NOW)
    assert Entry.objects.filter(happening="applications.code_settled").count() == 2


def test_a_code_that_nobody_has_leaves_the_partner(client, offering, school):
    made = conflicting(client, school, None, 1)
    with pytest.raises(Refusal, match="No partner has the code"):
        settle_code(made, verdict=CodeVerdict.CODE, reason="?", by=world.an_officer(), now=world.NOW)
    assert Application.objects.in_conflict().get() == made


def test_several_are_settled_from_the_list_with_a_preview(client, offering, school, other_partner):
    made = [conflicting(client, school, other_partner, n) for n in range(2)]
    client.force_login(world.an_officer())
    refs = [one.ref for one in made]
    listed = client.get("/office/applications/conflicts/").content.decode()
    assert listed.count("Another delivery partner") == 2
    assert listed.count('scope="col"') * 2 == listed.count('scope="row"') + listed.count("<td")
    preview = client.get("/office/applications/conflicts/settling/", {"ref": refs}).content.decode()
    assert preview.count("St Werburgh Alliance") == 2
    assert "Another delivery partner" in preview
    empty = client.post("/office/applications/conflicts/settling/", {"refs": refs})
    assert empty.status_code == 422
    assert Application.objects.in_conflict().count() == 2
    client.post("/office/applications/conflicts/settling/", {"refs": refs, "verdict": "code", "reason": "They came"})
    assert not Application.objects.in_conflict().exists()
    exported = client.get("/office/applications/conflicts/", {"export": "csv"})
    assert exported.status_code == 200


def conflicting(client, school, partner, number: int) -> Application:
    draft = begin(client, code=partner.codes.get().shown if partner else "NOBODY-1")
    you = {"name": f"Person {number}", "email": f"p{number}@b.example"}
    fill(client, draft, {"code": {"source": "other"}, **pages(school.urn, you=you)})
    assert submit(client, draft).status_code == 302
    draft.refresh_from_db()
    assert draft.code_source == "other"
    return draft


def test_equality_answers_leave_the_application_when_it_is_submitted(client, offering, school):
    draft = begin(client)
    fill(client, draft, pages(school.urn, equality={"sex": "female", "disability": "unsaid"}))
    draft.refresh_from_db()
    assert draft.answers["equality"]["typed"]["sex"] == "female"
    checked = client.get(f"/go/application/{draft.ref}/check/").content.decode()
    assert "2 of 3 answered" in checked
    assert "Female" not in checked
    assert submit(client, draft).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, "equality" in draft.answers) == (State.SUBMITTED, False)
    counts = EqualityCount.objects.order_by("question").values_list("question", "answer", "number")
    assert list(counts) == [("disability", "unsaid", 1), ("sex", "female", 1)]
    assert {field.name for field in EqualityCount._meta.get_fields()} == {
        "id",
        "offering",
        "question",
        "answer",
        "number",
    }


def test_nobody_has_to_answer_them(client, offering, school):
    draft = begin(client)
    fill(client, draft, pages(school.urn))
    assert submit(client, draft).status_code == 302
    assert not EqualityCount.objects.exists()


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"female": 9}, []),
        ({"female": 30, "male": 20, "unsaid": 10}, [30, 20, 10]),
        ({"female": 30, "male": 20, "unsaid": 0}, [30, None, None]),
        ({"female": 10, "male": 10, "unsaid": 9}, [None, 10, None]),
        ({"female": 5, "male": 5, "unsaid": 30}, [None, None, 30]),
    ],
)
def test_small_counts_are_never_shown_nor_found_by_taking_away(counts, expected):
    assert [number for _, number in shown(SEX, counts)] == expected


def test_for_every_small_count_what_is_hidden_cannot_be_told_from_the_total():
    for counts in product(range(0, 24, 3), repeat=3):
        numbers = [number for _, number in shown(SEX, dict(zip(("female", "male", "unsaid"), counts, strict=True)))]
        assert all(number is None or number >= FEWEST for number in numbers)
        assert numbers.count(None) != 1


def test_the_office_reads_counts_of_ten_and_more(offering):
    for answer, number in (("female", 12), ("male", 11), ("unsaid", 10)):
        EqualityCount.objects.create(offering=offering, question="sex", answer=answer, number=number)
    EqualityCount.objects.create(offering=offering, question="disability", answer="yes", number=3)
    ((found, tables),) = equality_tables()
    assert found == offering
    assert [(question.key, [number for _, number in rows]) for question, rows in tables] == [("sex", [12, 11, 10])]


def test_the_chart_shows_every_way_that_answers_can_lead():
    drawn = {(step, after) for step, _, after in edges()}
    for code, funding, verdict, gateway in product(("", "X"), Funding.values(), ("yes", "no", ""), (True, False)):
        kept = {
            "course": {"typed": {"code": code}},
            "payment": {"typed": {"funding": funding}},
            "noted": {"scholarship": verdict},
        }
        answers = Answers(kept, gateway)
        assert {(step, step.next(answers)) for step in STEPS.values()} <= drawn
    assert 'course -- "with a code" --> code' in flow_chart()
