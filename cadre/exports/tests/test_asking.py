"""A short list is made at once; a long one is asked for once, whoever clicks how often, and three at a time."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError

from cadre.exports import rules
from cadre.exports.models import ExportPolicy, Sheet
from cadre.exports.tests.scene import LIST, OWN, XLSX, asked, names_in, page_of, people, rows_of, signed_in, terms
from cadre.journal import queue
from cadre.journal.worker import drain
from tests import world


def test_a_short_list_is_made_at_once(reader):
    answer = reader.get(f"{XLSX}&q=reed")
    assert (answer.status_code, Sheet.objects.count()) == (200, 0)
    assert len(rows_of(answer)) == 2


def test_a_long_list_is_made_aside_and_says_how_far_it_is(reader):
    sheet = asked(reader)
    assert (sheet.name, sheet.rows, sheet.standing.label) == ("applications", 3, "Being made")
    assert sheet.kept_until == world.NOW + timedelta(hours=6)
    page = reader.get(page_of(sheet)).content.decode()
    assert "Your file is being made" in page
    assert "It waits for its turn: 3 rows" in page
    assert f'href="{page_of(sheet)}"' in page  # Look again, without scripts
    assert 'hx-trigger="every 2s"' in page
    drain()
    assert reader.get(page_of(sheet), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert "Your file is ready" in reader.get(page_of(sheet)).content.decode()
    assert page_of(sheet) in reader.get(OWN).content.decode()


def test_files_of_text_are_sent_as_they_are_read_however_long(reader):
    answer = reader.get(f"{LIST}?format=csv")
    assert (answer.status_code, answer.streaming, Sheet.objects.count()) == (200, True, 0)


def test_where_no_terms_hold_every_list_is_made_at_once(officer):
    assert ExportPolicy.objects.count() == 0
    assert len(rows_of(signed_in(officer).get(XLSX))) == 4


def test_a_second_click_is_the_same_file(reader):
    first = asked(reader)
    assert asked(reader) == first
    assert asked(reader, f"{XLSX}&page=2&show=100") == first  # the page that was open is no part of a file
    assert queue.waiting().count() == 1
    drain()
    assert asked(reader) == first  # its worker was quicker than the second click


def test_asked_again_later_or_otherwise_it_is_another(reader):
    first = asked(reader)
    assert asked(reader, f"{XLSX}&sort=-name") != first
    drain()
    with time_machine.travel(world.NOW + rules.SAME_FOR + timedelta(seconds=1), tick=False):
        again = asked(reader)
    assert again != first
    drain()
    assert [names_in(reader, one) for one in (first, again)] == [["Amina Yusuf", "Tom Reed", "Zoë Birch"]] * 2


def test_the_database_keeps_one_file_of_a_list_being_made(officer, reader):
    sheet = asked(reader)
    sheet.pk = None
    with pytest.raises(IntegrityError):
        Sheet.objects.create(
            user=officer,
            is_half_in=False,
            fingerprint=sheet.fingerprint,
            rows=3,
            asked_at=world.NOW,
            kept_until=world.NOW,
        )


def test_more_than_may_be_made_at_once_is_refused_with_what_to_do(reader):
    asked(reader)
    asked(reader, f"{XLSX}&sort=name")
    answer = reader.get(f"{XLSX}&sort=-name", follow=True)
    assert answer.redirect_chain == [(OWN, 302)]
    assert "2 spreadsheets of yours are being made, and 2 at once is the most." in answer.content.decode()
    assert Sheet.objects.count() == 2


def test_one_person_keeps_no_other_from_asking_and_what_is_made_or_refused_counts_no_more(reader):
    asked(reader)
    asked(reader, f"{XLSX}&sort=name")
    asked(signed_in(world.an_officer("Martin Hale")))
    Sheet.objects.filter(query__contains="sort=name").update(why=rules.CLOSED)
    asked(reader, f"{XLSX}&sort=-name")
    drain()
    asked(reader, f"{XLSX}&q=e")
    assert Sheet.objects.count() == 5


def test_what_was_never_made_in_its_time_hinders_nobody(reader):
    sheet = asked(reader)
    with time_machine.travel(sheet.kept_until + timedelta(minutes=1), tick=False):
        assert asked(reader) != sheet


def test_a_look_at_the_address_asks_for_nothing(reader):
    assert reader.head(XLSX).status_code == 200
    assert Sheet.objects.count() == 0


def test_stopping_it_makes_room_for_another(reader):
    sheet = asked(reader)
    asked(reader, f"{XLSX}&sort=name")
    assert "Stopped." in reader.post(f"{page_of(sheet)}removal/", follow=True).content.decode()
    asked(reader, f"{XLSX}&sort=-name")
    drain()
    assert sorted(Sheet.objects.exclude(made_at=None).values_list("query", flat=True)) == [
        "sort=-name&format=xlsx",
        "sort=name&format=xlsx",
    ]


def test_a_row_more_than_is_made_at_once_is_too_long(officer):
    terms(rows_at_once=3)
    reader = signed_in(officer)
    assert reader.get(XLSX).status_code == 200
    people("Una Lane")
    assert reader.get(XLSX).status_code == 302
