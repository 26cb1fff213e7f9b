"""Statements and payment runs are lists like every other; statements are approved together."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cadre.finance.actions import payments as actions
from cadre.finance.models import Approval, EventFee
from cadre.finance.queries.payments import due_by_statement, to_approve
from cadre.finance.tests.test_pages import a_group
from cadre.finance.tests.test_payments import approve, details, run, scene
from cadre.partners.models import Partner
from tests import world
from tests.world import NOW

__all__ = ["scene"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
LIST, SEVERAL, RUNS = "office:finance:statements", "office:finance:approving", "office:finance:runs"


@pytest.fixture
def finance(client, scene):
    client.force_login(scene[2])
    return client


def names_on(answer) -> list[str]:
    return [row.partner.short_name for row in answer.context["listing"].rows]


def keys_of(answer) -> dict[str, str]:
    return {row.partner.short_name: row.key for row in answer.context["listing"].rows}


def cells_of(answer) -> list[tuple]:
    return list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))


def test_statements_are_filtered_sorted_and_taken_away(finance, scene):
    (peak, trent), _, martin, intake = scene
    approve(peak, intake, 30_000, martin)
    assert names_on(finance.get(reverse(LIST), {"sort": "-owed"})) == [trent.short_name, peak.short_name]
    assert names_on(finance.get(reverse(LIST), {"due": "on"})) == [trent.short_name]
    assert names_on(finance.get(reverse(LIST), {"partner": "PEAK", "intake": intake.slug})) == [peak.short_name]
    assert names_on(finance.get(reverse(LIST), {"partner": "nobody"})) == []
    hostile = {"intake": "' OR 1=1", "sort": "pence;--", "page": "x", "show": "9" * 50}
    assert len(names_on(finance.get(reverse(LIST), hostile))) == 2
    head, row = cells_of(finance.get(reverse(LIST), {"format": "xlsx", "due": "on"}))
    assert head == ("Partner", "Intake", "Events", "People, counted", "Owed", "To approve", "Partner’s history")
    assert row[:6] == (trent.name, intake.name, 1, 13, 325, 325)


def test_several_statements_are_approved_as_they_were_shown_and_what_changed_is_left(finance, scene):
    (peak, trent), _, martin, intake = scene
    keys = keys_of(finance.get(reverse(LIST)))
    page = finance.get(reverse(SEVERAL), {"ref": list(keys.values())})
    assert ([row.to_approve for row in page.context["rows"]], page.context["total"]) == ([30_000, 32_500], 62_500)
    assert Approval.objects.count() == 0
    changed = [f"{keys[peak.short_name]}:30000", f"{keys[trent.short_name]}:1", "nonsense", "1-1:x:y"]
    words = finance.post(reverse(SEVERAL), {"seen": changed}, follow=True).content.decode()
    assert "Approved: £300.00 on 1 statement." in words
    assert "It is £325.00 now, not £0.01." in words
    assert [one.fee.partner for one in Approval.objects.all()] == [peak]
    again = finance.post(reverse(SEVERAL), {"seen": changed[:1]}, follow=True).content.decode()
    assert ("There is nothing to approve" in again, Approval.objects.count()) == (True, 1)
    assert "Nothing was selected" in finance.post(reverse(SEVERAL), {}, follow=True).content.decode()


def test_all_that_match_and_have_something_to_approve_are_taken_as_many_as_are_shown(finance, scene, monkeypatch):
    (peak, trent), _, martin, intake = scene
    page = finance.get(reverse(SEVERAL), {"all": "1", "partner": "trent"})
    assert [row.partner for row in page.context["rows"]] == [trent]
    monkeypatch.setattr("cadre.finance.views.statements.MOST", 1)
    page = finance.get(reverse(SEVERAL), {"all": "1"})
    assert ([row.partner for row in page.context["rows"]], "1 more statement matches" in page.content.decode()) == (
        [peak],
        True,
    )
    approve(peak, intake, 30_000, martin)
    assert due_by_statement(EventFee.objects.all()) == {(trent.pk, intake.pk): 32_500}
    empty = finance.get(reverse(SEVERAL), {"ref": f"{peak.pk}-{intake.pk}"}).content.decode()
    assert "Nothing to approve is selected" in empty


def test_what_was_approved_too_much_of_one_event_is_taken_off_another(scene):
    (peak, trent), _, martin, intake = scene
    approve(peak, intake, 30_000, martin)
    EventFee.objects.hosting().filter(partner=peak).update(pence=10_000)
    a_group(12, partner=peak, code="NPQH", names=("Second Dev",))
    assert sum(pence for _, pence in to_approve(peak, intake)) == 10_000
    due = due_by_statement(EventFee.objects.all())
    assert due == {(peak.pk, intake.pk): 10_000, (trent.pk, intake.pk): 32_500}


def test_every_run_is_listed_with_what_it_paid(finance, scene):
    (peak, trent), (money, other), martin, intake = scene
    for host, whose, pence in ((peak, money, 30_000), (trent, other, 32_500)):
        details(host, whose, martin, name=host.short_name)
        approve(host, intake, pence, martin)
        run(pence, martin)
    page = finance.get(reverse(RUNS))
    first, second = page.context["listing"].rows[::-1]
    assert [(one.total, one.payments) for one in (first, second)] == [(30_000, 1), (32_500, 1)]
    actions.cancel_payment_run(first, reason="Sent twice", by=martin, now=NOW)
    found = lambda **asked: [one.number for one in finance.get(reverse(RUNS), asked).context["listing"].rows]  # noqa: E731
    assert (found(q=trent.name), found(state="cancelled"), found(state="made")) == (
        [second.number],
        [first.number],
        [second.number],
    )
    rows = cells_of(finance.get(reverse(RUNS), {"format": "xlsx", "state": "cancelled"}))
    assert [rows[1][at] for at in (0, 3, 5, 6)] == [first.number, 300, "Cancelled", "Sent twice"]
    assert reverse(RUNS) in finance.get(reverse("office:finance:payments")).content.decode()


def test_what_is_owed_is_taken_away_with_why_it_cannot_be_paid(finance, scene):
    rows = cells_of(finance.get(reverse("office:finance:payments"), {"format": "xlsx"}))
    assert [row[:5] for row in rows[1:]] == [
        (host.name, pence, 0, pence, "It has given no bank details.")
        for host, pence in zip(scene[0], (300, 325), strict=True)
    ]


def test_operations_see_statements_and_runs_and_neither_files_nor_buttons(client, scene):
    client.force_login(world.an_officer())
    for name in (LIST, RUNS, "office:finance:payments"):
        assert "text/html" in client.get(reverse(name), {"format": "csv"})["Content-Type"]
    words = client.get(reverse(LIST)).content.decode()
    assert [one in words for one in ("Peakside", "format=csv", "Approve…", 'name="ref"')] == [True] + [False] * 3
    assert client.post(reverse(SEVERAL), {"seen": f"{Partner.objects.first().pk}-1:1"}).status_code == 404
    assert Approval.objects.count() == 0
