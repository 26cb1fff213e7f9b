"""Allocation codes: issued, typed, replaced, ended; and the pages that hand them out."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.lib.refs import normal_code
from cadre.partners import actions, queries, rules
from cadre.partners.models import AllocationCode
from tests.world import SINCE, TODAY, a_partner, a_partner_lead, a_user, an_offering, an_officer

TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "prefix"),
    [("Trent Reach", "TREN"), ("St Werburgh", "STWE"), ("Élan", "ELAN"), ("A1", "A"), ("北京", "CODE"), ("", "CODE")],
)
def test_a_code_begins_with_letters_of_its_partner(name, prefix):
    assert rules.code_prefix(name) == prefix


@pytest.mark.parametrize(
    ("shown", "taken", "why"),
    [
        ("PEAK-7Q4M", False, None),
        ("abc", False, "Use 4 to 20 letters and figures."),
        ("", False, "Use 4 to 20 letters and figures."),
        ("%%%%%%", False, "Use 4 to 20 letters and figures."),
        ("A" * 21, False, "Use 4 to 20 letters and figures."),
        ("ÉLAN-22", False, "Use the letters A to Z and figures, which every keyboard has."),
        ("PEAK-7Q4M", True, "This code was given out before. Use another."),
    ],
)
def test_which_codes_can_be_had(shown, taken, why):
    assert rules.refuse_code(shown, taken=taken) == why


@pytest.mark.parametrize(
    ("to_on", "ends_on", "why"),
    [
        (None, TODAY, None),
        (None, TOMORROW, None),
        (TOMORROW, TODAY, None),
        (None, YESTERDAY, "A code cannot end in the past. Give today or later."),
        (YESTERDAY, TODAY, "This code ended on 23 November 2026."),
        (TODAY, TODAY, "This code ended on 24 November 2026."),
    ],
)
def test_when_a_code_can_end(to_on, ends_on, why):
    assert rules.refuse_end(SINCE, to_on, ends_on=ends_on, today=TODAY) == why


@given(st.text(max_size=200))
def test_anything_may_be_typed_as_a_code(typed):
    assert "%" not in normal_code(typed)
    assert "_" not in normal_code(typed)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["PEAK-7Q4M", "peak7q4m", " Peak 7q4m ", "peak_7q4m", "PEAK–7Q4M"])
def test_a_code_is_matched_however_it_is_typed(typed):
    code = actions.issue_code(a_partner(), by=an_officer(), today=TODAY, shown="PEAK-7Q4M")
    assert queries.match_code(typed, TODAY) == code


@pytest.mark.django_db
def test_o_and_0_are_the_same_in_a_code():
    code = actions.issue_code(a_partner(), by=an_officer(), today=TODAY, shown="POOL-1I10")
    assert queries.match_code("p00l-iiio", TODAY) == code


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "----", "PEAK", "\x00", "x" * 5000])
def test_what_is_no_code_matches_nothing(typed):
    partner = a_partner()
    assert queries.match_code(partner.codes.get().shown, TODAY) == partner.codes.get()
    assert queries.match_code(typed, TODAY) is None


@pytest.mark.django_db
def test_a_made_up_code_is_the_partners_and_leaves_a_trace():
    partner, officer = a_partner(), an_officer()
    code = actions.issue_code(partner, by=officer, today=TODAY)
    assert re.fullmatch(r"PEAK-[0-9A-Z]{4}", code.shown)
    assert [one.sentence for one in Entry.objects.about(partner)] == [
        f"Ruth Adeyemi issued the allocation code {code.shown}"
    ]


@pytest.mark.django_db
def test_a_code_that_another_partner_ever_had_is_refused():
    first = actions.issue_code(a_partner(), by=an_officer(), today=TODAY, shown="DALE-2027")
    actions.expire_code(first, by=an_officer(), today=TODAY)
    with pytest.raises(Refusal, match="This code was given out before"):
        actions.issue_code(a_partner("Other"), by=an_officer(), today=TODAY, shown="da1e2027")


@pytest.mark.django_db
def test_a_replaced_code_stops_today_unless_a_later_day_is_given():
    partner, officer = a_partner(), an_officer()
    old = partner.codes.get()
    new = actions.rotate_code(old, by=officer, today=TODAY)
    assert [queries.match_code(one.shown, TODAY) for one in (old, new)] == [None, new]
    last = actions.rotate_code(new, by=officer, today=TODAY, ends_on=TOMORROW)
    assert [queries.match_code(one.shown, TODAY) for one in (new, last)] == [new, last]
    assert [queries.match_code(one.shown, TOMORROW) for one in (new, last)] == [None, last]


@pytest.mark.django_db
def test_a_code_is_replaced_once():
    old = a_partner().codes.get()
    actions.rotate_code(old, by=an_officer(), today=TODAY)
    with pytest.raises(Refusal, match="This code ended on 24 November 2026"):
        actions.rotate_code(AllocationCode.objects.get(pk=old.pk), by=an_officer(), today=TODAY)
    assert old.partner.codes.count() == 2


@pytest.mark.django_db
def test_the_partners_page_shows_its_own_codes_with_links_and_a_qr_code(client, at_now):
    an_offering()
    ours, theirs = a_partner(), a_partner("Trent Reach Alliance")
    client.force_login(a_partner_lead(theirs, "Samuel Okoro"))
    assert theirs.codes.get().shown in client.get(reverse("partner:partners:codes")).content.decode()
    client.force_login(a_partner_lead(ours))
    page = client.get(reverse("partner:partners:codes")).content.decode()
    shown = ours.codes.get().shown
    assert f"/apply/npqsl/?code={shown}" in page
    assert re.search(r"<svg[^>]*cd-qr__svg", page)
    assert theirs.codes.get().shown not in page
    assert "<style" not in page
    assert "<script>" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["poster", "rotation"])
def test_a_foreign_code_answers_like_a_missing_one(client, at_now, name):
    ours, theirs = a_partner(), a_partner("Trent Reach Alliance")
    client.force_login(a_partner_lead(theirs, "Samuel Okoro"))
    address = reverse(f"partner:partners:{name}", args=[theirs.codes.get().pk])
    assert client.get(address).status_code == 200
    client.force_login(a_partner_lead(ours))
    assert client.get(address).status_code == 404
    assert client.post(address, {}).status_code in (404, 405)
    assert theirs.codes.get().to_on is None


@pytest.mark.django_db
def test_a_lead_replaces_the_code(client, at_now):
    partner = a_partner()
    old = partner.codes.get()
    client.force_login(a_partner_lead(partner))
    answer = client.post(reverse("partner:partners:rotation", args=[old.pk]), {}, follow=True)
    page = answer.content.decode()
    new = AllocationCode.objects.on(TODAY).get(partner=partner)
    assert f"{new.shown} is your code now. {old.shown} stopped today." in page
    again = client.post(reverse("partner:partners:rotation", args=[old.pk]), {})
    assert (again.status_code, "This code ended on 24 November 2026." in again.content.decode()) == (422, True)


@pytest.mark.django_db
def test_finance_and_strangers_see_no_codes(client, at_now):
    partner = a_partner()
    for user in (a_partner_lead(partner, "Gemma O’Neill", purpose="finance"), a_user()):
        client.force_login(user)
        assert client.get(reverse("partner:partners:codes")).status_code == 404
    client.logout()
    assert client.get(reverse("partner:partners:codes")).status_code == 302


@pytest.mark.django_db
def test_the_office_issues_replaces_and_ends(client, at_now):
    partner = a_partner()
    client.force_login(an_officer())
    issue = reverse("office:partners:issue", args=[partner.slug])
    page = client.post(issue, {"shown": "dale-2027"}, follow=True).content.decode()
    assert "DALE-2027 leads to Peakside Schools Partnership from today." in page
    refused = client.post(issue, {"shown": "dale 2027"})
    assert (refused.status_code, "given out before" in refused.content.decode()) == (422, True)
    assert 'value="dale 2027"' in refused.content.decode()
    code = partner.codes.get(normal="DA1E2027")
    page = client.post(
        reverse("office:partners:expiry", args=[code.pk]),
        {"ends_on_day": "1", "ends_on_month": "12", "ends_on_year": "2026"},
        follow=True,
    ).content.decode()
    assert "DALE-2027 works until 1 December 2026." in page
    code.refresh_from_db()
    assert code.to_on == date(2026, 12, 1)


@pytest.mark.django_db
def test_marketing_sees_codes_and_ends_none(client, at_now):
    partner = a_partner()
    client.force_login(an_officer(role="marketing"))
    page = client.get(reverse("office:partners:partner", args=[partner.slug])).content.decode()
    assert partner.codes.get().shown in page
    assert "Issue a code" not in page
    assert client.post(reverse("office:partners:issue", args=[partner.slug]), {}).status_code == 404
    assert client.post(reverse("office:partners:expiry", args=[partner.codes.get().pk]), {}).status_code == 404
