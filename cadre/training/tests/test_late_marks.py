"""Marks of a training session that were chosen without a signal: kept, told and met like those of any event."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from cadre.delivery.sheets import Choice
from cadre.lib.errors import Conflict
from cadre.training import actions
from cadre.training.models import PartMark
from cadre.training.queries.sheets import sheet_of
from cadre.training.tests.test_register import HTMX, L, X, ruth, session  # noqa: F401
from cadre.training.tests.test_training import LATER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
MADE = LATER - timedelta(minutes=30)


def test_a_late_mark_keeps_both_times_and_is_overruled_by_a_newer_one(session, ruth):  # noqa: F811
    part = session.parts.get(number=1)
    ann, bo = (row.ref for row in sheet_of(part).rows)
    for _ in range(2):
        row = actions.mark_one(part, ann, L, by=ruth, now=LATER, version=0, made_at=MADE)
    assert (row.version, row.made_at, row.marked_at) == (1, MADE, LATER)
    with pytest.raises(Conflict, match="late at 09:30, sent at 10:00"):
        actions.mark_one(part, ann, X, by=ruth, now=LATER, version=0, made_at=MADE - timedelta(minutes=1))
    actions.mark_many(part, {ann: Choice(X), bo: Choice(X)}, by=ruth, now=LATER)
    assert set(PartMark.objects.values_list("mark", "made_at")) == {(X, None)}


def test_the_page_and_each_answer_say_what_a_phone_needs(client, session, ruth):  # noqa: F811
    at = reverse("office:training:register", args=[session.ref, 1])
    ann = sheet_of(session.parts.get(number=1)).rows[0].ref
    with time_machine.travel(LATER, tick=False):
        client.force_login(ruth)
        shown = client.get(at).content.decode()
        assert [f'data-register="{at}" data-keeper="{ruth.pk}"' in shown, "data-kept" in shown] == [True, True]
        typed = {f"mark-{ann}": "late", f"seen-{ann}": "0:", f"made-{ann}": MADE.isoformat()}
        answer = client.post(f"{at}people/{ann}/", typed, headers=HTMX)
    assert (answer.headers["Cadre-Mark"], PartMark.objects.get().made_at) == ("saved", MADE)
