"""Accreditations begin, are reminded of once, are renewed with a reason, and end."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cadre.facilitators import actions, reference
from cadre.facilitators.models import Accreditation
from cadre.facilitators.rules.accreditation import ends_on, refuse_renewal, renewed_until
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from tests.scenes import kept
from tests.world import NOW, SINCE, TODAY, a_facilitator, a_qualification, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture(autouse=True)
@kept
def policy():
    reference.load(TODAY)


@pytest.mark.parametrize(
    ("to_on", "today", "until"),
    [
        (date(2027, 1, 15), date(2026, 12, 1), date(2030, 1, 15)),
        (date(2026, 11, 1), date(2026, 12, 1), date(2029, 12, 1)),
        (date(2027, 1, 31), date(2027, 1, 31), date(2030, 1, 31)),
    ],
)
def test_renewed_in_time_it_goes_on_from_its_end_and_late_from_today(to_on, today, until):
    assert renewed_until(to_on, today, 36) == until
    assert ends_on(today, 12) == today.replace(year=today.year + 1)


@pytest.mark.parametrize(("ends_in", "refused"), [(None, "no end"), (61, "Renew it from"), (60, ""), (1, ""), (-5, "")])
def test_it_may_be_renewed_only_near_its_end(ends_in, refused):
    to_on = None if ends_in is None else TODAY + timedelta(days=ends_in)
    if refused:
        with pytest.raises(Refusal, match=refused):
            refuse_renewal(to_on, TODAY, 60)
    else:
        refuse_renewal(to_on, TODAY, 60)


def test_what_still_holds_stays_and_what_has_ended_begins_anew():
    person, by = a_facilitator("Dev Anand", "NPQSL", "NPQH"), an_officer()
    person.accreditations.filter(qualification__code="NPQH").update(to_on=TODAY)
    wanted = [a_qualification(code) for code in ("NPQSL", "NPQH", "NPQML")]
    for _ in range(2):
        actions.accredit(person, wanted, by=by, today=TODAY)
    until = TODAY.replace(year=TODAY.year + 3)
    assert {row.qualification.code: (row.from_on, row.to_on) for row in person.accreditations.all()} == {
        "NPQSL": (SINCE, None),
        "NPQH": (TODAY, until),
        "NPQML": (TODAY, until),
    }
    assert Entry.objects.filter(happening="facilitators.accredited").count() == 2


def test_it_is_reminded_of_once_and_renewed_once_with_a_reason(client):
    person = a_facilitator()
    soon = TODAY + timedelta(days=60)
    Accreditation.objects.update(to_on=soon)
    left = a_facilitator("Gone Already")
    left.accreditations.update(to_on=soon)
    left.left_on = TODAY
    left.save()
    days = (TODAY - timedelta(days=1), TODAY, TODAY, soon - timedelta(days=1))
    assert [actions.remind_of_accreditations(today=day, now=NOW) for day in days] == [0, 1, 0, 0]
    mail = Message.objects.get(kind="facilitators.accreditation_ends")
    assert (mail.to, f"{(soon - timedelta(days=1)).day} January" in mail.subject) == (person.user.email, True)
    client.force_login(an_officer("Quin Ality", "quality"))
    page = reverse("office:facilitators:renewal", args=[person.pk, "npqsl"])
    assert [client.get(page).status_code, client.post(page, {}).status_code] == [200, 422]
    answers = [client.post(page, {"reason": "Led four days"}).status_code for _ in range(2)]
    row = person.accreditations.get()
    assert (answers, row.to_on, row.reminded_at) == ([302, 422], soon.replace(year=soon.year + 3), None)
    assert "Led four days" in Entry.objects.get(happening="facilitators.accreditation_renewed").sentence
    client.force_login(an_officer("Finn", "finance"))
    assert client.get(page).status_code == 404
