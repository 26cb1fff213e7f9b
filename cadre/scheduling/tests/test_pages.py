import re

import pytest
from django.test import Client

from cadre.applications.models import Arrangement
from cadre.journal.models import Entry
from cadre.scheduling.models import Event
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def signed_in_as(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client, path, **kwargs):
    answer = client.get(path, **kwargs)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_partner_picks_a_day_without_any_script(group, joanna):
    client = signed_in_as(joanna)
    path = f"/partner/groups/{group.ref}/dates/1/"
    assert 'value="2027-03-03"' in page(client, path)
    venue = group.partner.venues.get().pk
    answer = client.post(path, {"day": "2027-03-03", "venue": venue, "reason": "", "seen": "-1"}, follow=True)
    assert answer.redirect_chain == [(f"/partner/groups/{group.ref}/dates/", 302)]
    text = answer.content.decode()
    assert "Day 1 is set for Wednesday 3 March 2027." in text
    assert "Wed 3 March 2027" in text


WRONG_DAYS = [
    ("2027-03-15", "15 March is outside the window. Pick a day from 1 to 12 March."),
    ("2027-03-06", "6 March is a Saturday. Pick a day from 1 to 12 March."),
    ("03/03/2026", "3 March is outside the window. Pick a day from 1 to 12 March."),
    ("", "Pick a day."),
    ("13/25/2026", "The month is a number from 1 to 12"),
    ("tomorrow", "Write the date as day, month and year"),
    ("\ud800", None),
    ("9" * 5000, "Write the date as day, month and year"),
]


def test_a_wrong_day_is_said_at_the_field_and_above_it(group, joanna):
    client, venue = signed_in_as(joanna), group.partner.venues.get().pk
    for day, sentence in WRONG_DAYS:
        sent = {"day": day.encode("utf-8", "surrogatepass") if sentence is None else day, "seen": "-1"}
        said = sent | {"venue": venue, "reason": "Kept <b>words</b>"}
        answer = client.post(f"/partner/groups/{group.ref}/dates/1/", said)
        text = answer.content.decode()
        if sentence is None:
            assert answer.status_code in (400, 422)
        else:
            kept = "Kept &lt;b&gt;words&lt;/b&gt;" in text
            found = answer.status_code, text.count(sentence) >= 2, "to put right" in text, kept
            assert found == (422, True, True, True), day
    assert not Event.objects.exists()


def test_a_bank_holiday_is_shown_by_name_and_not_offered(joanna, group, elements):
    signed = signed_in_as(joanna)
    elements[1].starts_on, elements[1].ends_on = "2027-04-26", "2027-05-07"
    elements[1].save()
    path = f"/partner/groups/{group.ref}/dates/2/"
    text = page(signed, path)
    assert "Early May bank holiday" in text
    assert 'value="2027-05-03"' not in text
    answer = signed.post(path, {"day": "2027-05-03", "venue": group.partner.venues.get().pk, "seen": "-1"})
    assert "3 May is a bank holiday. Pick a day from 26 April to 7 May." in answer.content.decode()


def test_a_clash_is_amber_and_takes_a_reason(group, joanna, sara):
    world.staffed(group, sara)
    world.an_event(world.staffed(world.a_group(offering=group.offering), sara), 1)
    client, path = signed_in_as(joanna), f"/partner/groups/{group.ref}/dates/1/"
    text = page(client, path)
    assert re.search(r'cd-day--clash"><input type="radio" name="day" value="2027-03-03"', text)
    assert "Sara Linden is booked elsewhere" in text
    sent = {"day": "2027-03-03", "venue": group.partner.venues.get().pk, "seen": "-1"}
    refused = client.post(path, sent).content.decode()
    assert "Say why 3 March 2027 works all the same." in refused
    assert 'value="2027-03-03" checked' in refused
    assert client.post(path, sent | {"reason": "She swaps."}).status_code == 302


def test_a_form_that_was_overtaken_shows_who_was_first(group, elements, joanna, ruth):
    world.an_event(group, 1)
    Event.objects.update(picked_by=ruth, sequence=3)
    sent = {"day": "2027-03-04", "venue": group.partner.venues.get().pk, "seen": "-1"}
    answer = signed_in_as(joanna).post(f"/partner/groups/{group.ref}/dates/1/", sent)
    assert "Ruth Adeyemi set 3 March 2027 meanwhile." in answer.content.decode()


def test_a_foreign_group_answers_like_a_missing_one(group, joanna):
    stranger = signed_in_as(world.a_partner_lead(world.a_partner("Elsewhere Trust"), "Tom Reed"))
    for path in ("dates/", "dates/1/"):
        assert signed_in_as(joanna).get(f"/partner/groups/{group.ref}/{path}").status_code == 200
        foreign = stranger.get(f"/partner/groups/{group.ref}/{path}")
        missing = stranger.get(f"/partner/groups/NO-SUCH-1/{path}")
        assert (foreign.status_code, foreign.content) == (404, missing.content)
    sent = {"day": "2027-03-03", "seen": "-1"}
    assert stranger.post(f"/partner/groups/{group.ref}/dates/1/", sent).status_code == 404
    assert not Event.objects.exists()


def test_a_confirmed_group_is_moved_by_the_office_only(confirmed, joanna, ruth):
    partner = signed_in_as(joanna)
    assert "the office moves its dates" in page(partner, f"/partner/groups/{confirmed.ref}/dates/")
    venue = confirmed.partner.venues.get().pk
    sent = {"day": "2027-03-04", "venue": venue, "seen": "0", "reason": "The hall is flooded."}
    refused = partner.post(f"/partner/groups/{confirmed.ref}/dates/1/", sent)
    assert (refused.status_code, "moved by the office" in refused.content.decode()) == (422, True)
    office = signed_in_as(ruth)
    path = f"/office/groups/{confirmed.ref}/schedule/1/"
    assert "Say why it changes" in office.post(path, sent | {"reason": ""}).content.decode()
    assert office.post(path, sent).status_code == 302


def test_the_office_staffs_and_confirms_by_clicking(group, elements, ruth, joanna):
    world.the_rates()
    for number in (1, 2, 3):
        world.an_event(group, number)
    sara = world.a_facilitator("Sara Linden")
    client, path = signed_in_as(ruth), f"/office/groups/{group.ref}/schedule/"
    assert "Sara Linden" in page(client, path)
    client.post(f"/office/groups/{group.ref}/facilitators/", {"facilitator": sara.pk, "role": "lead"})
    assert "Sara Linden is lead facilitator" in page(client, path)
    asked = page(client, f"/office/groups/{group.ref}/confirmation/")
    for words in (
        "Joanna Pike",
        "12 candidates",
        "contract schedule",
        "joining instructions",
        "£15,000.00 for 12 places",
    ):
        assert words in asked
    answers = [client.post(f"/office/groups/{group.ref}/confirmation/") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    text = page(client, path)
    assert "is confirmed. Mails, schedules and invoices are on their way." in text
    assert "Nothing was sent twice." in text
    assert Entry.objects.filter(happening="scheduling.group_confirmed").count() == 1


def test_a_short_group_asks_for_its_reason(ready, ruth):
    ready.enrolments.first().delete()
    client, path = signed_in_as(ruth), f"/office/groups/{ready.ref}/confirmation/"
    assert "1 short of 12" in page(client, path)
    refused = client.post(path, {"override_reason": " "})
    assert (refused.status_code, "Give the reason to run it all the same." in refused.content.decode()) == (422, True)
    assert client.post(path, {"override_reason": "The trust pays for 12."}).status_code == 302
    assert "The trust pays for 12." in page(client, f"/office/groups/{ready.ref}/schedule/")


def test_what_cannot_be_confirmed_has_no_button_and_a_post_lists_it_all(group, ruth):
    client, path = signed_in_as(ruth), f"/office/groups/{group.ref}/confirmation/"
    assert "It cannot be confirmed yet" in page(client, path)
    refused = client.post(path, {"override_reason": ""}).content.decode()
    assert "3 of 3 dates are not picked." in refused
    assert "No lead facilitator is assigned." in refused


def test_finance_looks_and_does_not_touch(ready):
    client = signed_in_as(world.an_officer("Martin Hale", "finance"))
    text = page(client, f"/office/groups/{ready.ref}/schedule/")
    assert "Who could join" not in text
    assert "Confirm group" not in text
    for path in ("confirmation/", "schedule/1/", "facilitators/"):
        assert client.post(f"/office/groups/{ready.ref}/{path}", {}).status_code == 404


def test_the_offices_list_filters_and_is_a_file(ready, ruth):
    other = world.an_event(world.a_group(partner=world.a_partner("Elsewhere Trust"), offering=ready.offering), 1)
    client = signed_in_as(ruth)
    everything = page(client, "/office/events/")
    assert ready.ref in everything
    assert other.group.ref in everything
    mine = page(client, f"/office/events/?partner={ready.partner.pk}&start=01/04/2027")
    assert "2 of 4" in re.sub(r"<[^>]*>", "", mine)
    rows = client.get(f"/office/events/?format=csv&q={ready.ref}").getvalue().decode("utf-8-sig").splitlines()
    assert [row.split(",")[1] for row in rows] == ["Event", "Day 1", "Day 2", "Day 3"]
    assert "Dev Anand" in rows[1]


HOSTILE = [
    "start=31/04/2027",
    "start=x",
    "partner=0",
    "partner=%27%20OR%201=1",
    "start=2027-05-01&end=2027-04-01",
    "page=-1",
    "sort=password",
]


def test_a_hostile_filter_does_no_harm(ready, ruth):
    client = signed_in_as(ruth)
    for query in HOSTILE:
        assert ready.ref in page(client, f"/office/events/?{query}"), query


def queries_of(client, path):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page(client, path)
    with CaptureQueriesContext(connection) as done:
        page(client, path)
    return sum("demo_sitedate" not in query["sql"] for query in done)  # read anew every second


def test_lists_cost_the_same_however_long(ready, ruth, joanna):
    office, partner = signed_in_as(ruth), signed_in_as(joanna)
    before = [queries_of(office, "/office/events/"), queries_of(partner, "/partner/events/")]
    for _ in range(10):
        more = world.staffed(
            world.a_group(2, partner=ready.partner, offering=ready.offering), world.a_facilitator("More")
        )
        for number in (1, 2, 3):
            world.an_event(more, number)
    assert [queries_of(office, "/office/events/"), queries_of(partner, "/partner/events/")] == before


def test_a_partner_reaches_every_day_it_ever_held(ready, joanna, monkeypatch):
    first, second, _ = Event.objects.filter(group=ready).order_by("starts_on")
    for event, day in ((first, world.TODAY.replace(year=2019)), (second, world.TODAY.replace(year=2020))):
        Event.objects.filter(pk=event.pk).update(starts_on=day, ends_on=day)
    client = signed_in_as(joanna)
    monkeypatch.setattr("cadre.scheduling.views.partner.HELD_SHOWN", 1)
    pages = [client.get("/partner/events/", {"page": number}) for number in (1, 2)]
    assert [page.context["past"].rows for page in pages] == [[second], [first]]
    assert ["Pages of days held" in page.content.decode() for page in pages] == [True, True]
    assert "text/html" in client.get("/partner/events/", {"format": "csv"})["Content-Type"]


def test_a_facilitator_sees_what_to_arrange_and_that_is_kept(confirmed, dev):
    amina = confirmed.enrolments.first()
    Arrangement.objects.create(
        application=amina.application,
        needed="Step-free access",
        dietary="Halal",
        consent_text="yes",
        consented_at=world.NOW,
    )
    text = page(signed_in_as(dev.user), f"/facilitator/groups/{confirmed.ref}/")
    assert "Candidate 12" in text
    assert "Step-free access" in text
    assert "Halal" not in text
    entry = Entry.objects.get(happening="scheduling.arrangements_read")
    assert (entry.by_name, entry.data) == ("Dev Anand", {"event": f"{confirmed.ref}-1", "people": 1})


def test_before_its_window_nobody_but_the_office_sees_what_to_arrange(ready, dev):
    amina = ready.enrolments.first()
    Arrangement.objects.create(
        application=amina.application, needed="Step-free", consent_text="yes", consented_at=world.NOW
    )
    text = page(signed_in_as(dev.user), f"/facilitator/groups/{ready.ref}/")
    assert "Candidate 01" in text
    assert "Step-free access: not confirmed" in text
    assert "To arrange" not in text
    assert not Entry.objects.filter(happening="scheduling.arrangements_read").exists()


def test_a_released_facilitator_sees_the_group_for_thirty_days_more(confirmed, dev, sara, ruth):
    path = f"/facilitator/groups/{confirmed.ref}/"
    assert signed_in_as(sara.user).get(path).status_code == 404
    assert signed_in_as(dev.user).get(path).status_code == 200
    for days, status in ((29, 200), (31, 404)):
        confirmed.assignments.update(released_at=world.NOW - world.timedelta(days=days))
        assert signed_in_as(dev.user).get(path).status_code == status
