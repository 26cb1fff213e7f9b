"""Applications as numbers: for whoever may see totals and no names."""

from itertools import product

import pytest

from cadre.applications.rules.small_counts import protected
from cadre.applications.totals import FEWEST
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
PAGE = "/office/applications/totals/"


def tables(client) -> dict[str, dict[str, int | None]]:
    drawn = client.get(PAGE).context["tables"]
    return {
        table["title"]: {words: number for words, number, _ in table["told"]} | dict.fromkeys(table["hidden"])
        for table in drawn
    }


def test_what_is_hidden_cannot_be_told_from_the_total():
    for counts in product(range(12), repeat=3):
        told = protected(dict(zip("abc", counts, strict=True)), least=FEWEST)
        assert bool(told) == (sum(counts) >= FEWEST)
        numbers = list(told.values())
        assert all(number is None or number >= FEWEST for number in numbers)
        assert numbers.count(None) != 1
        assert [own for own, number in zip(counts, numbers, strict=False) if number is not None] == [
            number for number in numbers if number is not None
        ]


@pytest.mark.parametrize("role", ["marketing", "quality", "ops", "finance"])
def test_numbers_are_for_the_office_and_names_for_those_who_see_them(client, role):
    world.some_applications([f"Candidate {n}" for n in range(6)], state="submitted", heard="web")
    world.some_applications(["Ada Only", "Ida Only"], state="accepted", heard="event")
    client.force_login(world.an_officer(role=role))
    told = tables(client)
    assert told["Where they stand"] == {"Submitted": None, "Accepted": None}, "two would be eight less six"
    assert told["Qualification"] == {"NPQSL": 8}
    assert told["How they heard of it"] == {"On the web or in social media": None, "At an event": None}
    assert "8 people" in client.get(PAGE).content.decode()
    assert "Only" not in client.get(PAGE).content.decode()
    assert client.get("/office/applications/").status_code == (200 if role in ("ops", "finance") else 404)
    menu = [entry.url for entry in client.get(PAGE).context["menu"] if entry.title == "Applications"]
    assert menu == ["/office/applications/" if role in ("ops", "finance") else PAGE]


def test_too_few_are_no_number_at_all(client):
    client.force_login(world.an_officer(role="quality"))
    assert "Nobody has applied yet" in client.get(PAGE).content.decode()
    world.some_applications([f"Candidate {n}" for n in range(FEWEST - 1)], state="submitted")
    shown = client.get(PAGE, {"intake": "nonsense"}).content.decode()
    assert "Too few to tell" in shown
    assert client.get(PAGE).context["applied"] is None
