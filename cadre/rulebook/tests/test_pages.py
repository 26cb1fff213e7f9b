"""The rulebook's pages: who sees and changes what, the way of a change, and bad input at its field."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cadre.applications.models import DiscountBand, PreferenceOrder, ScholarshipRule
from cadre.bookings.models import QueuePolicy
from cadre.commitments.models import CommitmentPolicy
from cadre.finance.models import FacilitationRate, HostingRate
from cadre.people.policy import policy as matrix
from cadre.programmes.models import DayTimes, ListFee
from cadre.recruitment.models import RecruitmentPolicy
from cadre.staffing.models import QualityLead
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
TOMORROW = world.TODAY + timedelta(days=1)
DAY = "25/11/2026"


def address(name, row=None, slug=""):
    slug = slug or row._meta.verbose_name.replace(" ", "-")
    return reverse(f"office:rulebook:{name}", args=[slug, row.pk] if row else [slug])


def typed_in(client, url, **changed) -> dict:
    """What the form at `url` holds, with some of it changed, as a browser sends it."""
    form = client.get(url).context["form"]
    first = {field.name: field.value() for field in form if field.value() not in (None, False, "")}
    return first | {"from_on": DAY, "source": "Letter of May"} | changed


def keep(client, url, **changed):
    """The whole way: typed, shown, kept. The answer of the last step."""
    typed = typed_in(client, url, **changed)
    shown = client.post(url, typed)
    assert (shown.status_code, "What changes" in shown.content.decode()) == (200, True), shown.context["form"].errors
    return client.post(url, typed | {"confirmed": "1"})


def test_everybody_in_the_office_sees_what_the_matrix_opens_and_changes_what_it_lets_them(client, loaded):
    for role in ("ops", "finance", "marketing", "quality", "dpo", "sysadmin"):
        client.force_login(world.an_officer(role=role))
        page = client.get(reverse("office:rulebook:rules")).content.decode()
        told: dict[tuple[bool, bool], str] = {}
        for slug, policy in loaded.items():
            seen = any(matrix().scope(role, policy.resource, verb) in ("all", "public") for verb in "LV")
            may = matrix().scope(role, policy.resource, policy.verb) == "all"
            assert (f'href="{address("policy", slug=slug)}"' in page) == seen, (role, slug)
            told[seen, may and bool(policy.fields)] = slug
        for (seen, may), slug in told.items():
            row = loaded[slug].rows()[0]
            found = [client.get(url).status_code for url in (address("policy", slug=slug), address("change", row))]
            assert found == [200 if seen else 404, 200 if may else 404], (role, slug)
            assert ("Change from a day" in client.get(address("policy", slug=slug)).content.decode()) == may, (
                role,
                slug,
            )


def test_finance_keeps_prices_quality_its_own_and_operations_the_rest(loaded):
    """By name, so that a slip in the matrix or in a declaration shows."""
    changed_by = {role: [] for role in ("ops", "finance", "quality", "marketing", "sysadmin")}
    for slug, policy in loaded.items():
        for role, slugs in changed_by.items():
            if matrix().scope(role, policy.resource, policy.verb) == "all":
                slugs.append(slug)
    prices = "list-fee payee-policy discount-band scholarship-rule preference-order payer-rule hosting-rate"
    rates = "facilitation-rate head-count-rule fee-policy vat-rule payment-terms wording"
    assert changed_by["finance"] == f"{prices} {rates}".split()
    assert changed_by["quality"] == ["accreditation-policy", "quality-lead", "questionnaire", "training-policy"]
    assert changed_by["marketing"] == []
    assert changed_by["sysadmin"] == ["proof-policy", "export-policy"]
    assert sorted({slug for slugs in changed_by.values() for slug in slugs}) == sorted(loaded)


def test_a_change_is_shown_beside_what_holds_kept_and_found_in_the_history(client, loaded, officer):
    client.force_login(officer)
    row = QueuePolicy.objects.get()
    url = address("change", row)
    typed = typed_in(client, url, offer_hours="48")
    page = client.post(url, typed).content.decode()
    assert [words in page for words in ("72 hours", "48 hours", "Until 24 Nov 2026", "Keep it")] == [True] * 4
    assert QueuePolicy.objects.count() == 1
    again = client.post(url, typed | {"again": "1"})
    assert (again.status_code, again.context["form"]["offer_hours"].value()) == (200, "48")
    assert client.post(url, typed | {"confirmed": "1"}).status_code == 302
    history = client.get(address("policy", slug="queue-policy")).content.decode()
    assert [words in history for words in ("Letter of May", "In force", "Later", officer.name, "Withdraw")] == [
        True
    ] * 5
    assert "from 25 Nov 2026" in client.get(reverse("office:rulebook:rules")).content.decode()
    made = QueuePolicy.objects.get(to_on=None)
    gone = client.post(
        address("withdrawal", made), {"reason": "Too short", "based_on": typed_in(client, url)["based_on"]}
    )
    assert (gone.status_code, QueuePolicy.objects.get().to_on) == (302, None)
    assert "before it began: Too short" in client.get(address("policy", slug="queue-policy")).content.decode()


def test_somebody_who_comes_second_sees_what_is_written_and_goes_on_from_there(client, loaded, officer):
    client.force_login(officer)
    url = address("change", QueuePolicy.objects.get())
    mine, theirs = typed_in(client, url, offer_hours="60", from_on="01/12/2026"), {"offer_hours": "48"}
    keep(client, url, **theirs)
    clash = client.post(url, mine | {"confirmed": "1"})
    page = clash.content.decode()
    assert (clash.status_code, "Somebody changed this meanwhile" in page, "What is written now" in page) == (
        422,
        True,
        True,
    )
    seen = mine | {"based_on": clash.context["form"]["based_on"].value()}
    assert client.post(url, seen | {"confirmed": "1"}).status_code == 302
    assert list(QueuePolicy.objects.order_by("from_on").values_list("offer_hours", flat=True)) == [72, 48, 60]


def test_every_kind_of_field_comes_back_as_it_was_typed(client, loaded, officer):
    client.force_login(officer)
    rule, order = ScholarshipRule.objects.get(), PreferenceOrder.objects.get()
    keep(client, address("change", rule), routes=["category"], categories=["5", "6"], not_funded="10\n24")
    made = ScholarshipRule.objects.get(to_on=None)
    assert made.criteria == {
        "routes": ["category"],
        "categories": ["5", "6", "5or6"],
        "not_funded_types": ["10", "24"],
    }
    keep(client, address("change", order), name="STAR", third="", fourth="")
    assert PreferenceOrder.objects.get(name="STAR").criteria == ["opportunity_area", "fsm_over_30"]
    keep(client, address("change", ListFee.objects.get(qualification__code="NPQSL")), pence="£1,300.50")
    assert ListFee.objects.get(to_on=None, qualification__code="NPQSL").pence == 130_050
    keep(client, address("change", DayTimes.objects.get(pathway="in_person")), starts="09:15")
    assert f"{DayTimes.objects.get(to_on=None, pathway='in_person').starts:%H:%M}" == "09:15"
    keep(client, address("change", RecruitmentPolicy.objects.get()), digest_days="21, 7")
    assert RecruitmentPolicy.objects.get(to_on=None).digest_days == [21, 7]
    keep(client, address("change", CommitmentPolicy.objects.get()), starts_month="1")
    assert CommitmentPolicy.objects.get(to_on=None).starts_month == 1
    bands = "12 | 18 | 610\n19 | | 820.50"
    keep(client, address("change", FacilitationRate.objects.get()), bands=bands)
    found = FacilitationRate.objects.get(to_on=None).bands.values_list("least", "most", "total_pence")
    assert list(found) == [(12, 18, 61_000), (19, None, 82_050)]


def test_a_list_gets_one_more_and_loses_one_on_its_page(client, loaded, officer):
    officer.staff_roles.create(role="quality", from_on=world.SINCE)
    client.force_login(officer)
    add = address("addition", slug="discount-band")
    keep(client, add, counted="trust", over="all", people="10", percent="30")
    made = DiscountBand.objects.get(people=10)
    assert (made.counted, made.from_on, made.to_on) == ("trust", TOMORROW, None)
    first = DiscountBand.objects.get(people=8)
    mark = client.get(address("ending", first)).context["form"]["based_on"].value()
    ended = {"on": "01/12/2026", "reason": "Too dear", "based_on": mark}
    assert client.post(address("ending", first), ended).status_code == 302
    first.refresh_from_db()
    assert f"{first.to_on:%d/%m/%Y}" == "01/12/2026"
    assert "ends" in client.get(reverse("office:rulebook:rules")).content.decode().lower()
    assert client.get(address("addition", slug="queue-policy")).status_code == 404
    assert client.get(address("ending", QueuePolicy.objects.get())).status_code == 404
    visits = address("addition", slug="quality-lead")
    keep(client, visits, facilitator=str(world.a_facilitator("Tia Rowe").pk))
    assert [str(one.facilitator) for one in QualityLead.objects.on(TOMORROW).order_by("pk")] == [
        "Dev Anand",
        "Tia Rowe",
    ]
    assert "Tia Rowe" in client.get(address("policy", slug="quality-lead")).content.decode()
    HostingRate.objects.all().delete()
    keep(client, address("addition", slug="hosting-rate"), pence="25")
    assert HostingRate.objects.get().pence == 2_500


BAD = [
    ("queue-policy", {"from_on": "24/11/2026"}, "from_on"),
    ("queue-policy", {"from_on": "30/02/2027"}, "from_on"),
    ("queue-policy", {"source": " "}, "source"),
    ("queue-policy", {"source": "x" * 301}, "source"),
    ("queue-policy", {"offer_hours": "five"}, "offer_hours"),
    ("queue-policy", {"offer_hours": "0"}, "offer_hours"),
    ("queue-policy", {"offer_hours": "9" * 30}, "offer_hours"),
    ("queue-policy", {"party_rule": "planet"}, "party_rule"),
    ("queue-policy", {"remind_hours": "99"}, "__all__"),
    ("queue-policy", {}, "__all__"),
    ("queue-policy", {"based_on": "", "offer_hours": "9"}, "based_on"),
    ("hosting-rate", {"pence": "1.005"}, "pence"),
    ("hosting-rate", {"pence": "9" * 5_000}, "pence"),
    ("facilitation-rate", {"bands": "12 | 14"}, "bands"),
    ("facilitation-rate", {"bands": "12 | 14 | many"}, "bands"),
    ("facilitation-rate", {"bands": "12 | | 5\n14 | | 6"}, "__all__"),
    ("payer-rule", {"remind_after": "3 x"}, "remind_after"),
    ("payer-rule", {"remind_after": "7 3"}, "__all__"),
    ("payer-rule", {"remind_after": "\x00"}, "remind_after"),
    ("scholarship-rule", {"categories": ["7"]}, "categories"),
    ("scholarship-rule", {"not_funded": "eleven"}, "__all__"),
    ("scholarship-rule", {"routes": []}, "routes"),
    ("preference-order", {"second": "opportunity_area"}, "__all__"),
    ("sponsor-rules", {"behaviours": "a b | Name | Words"}, "behaviours"),
    ("sponsor-rules", {"scale": "one\ntwo"}, "__all__"),
    ("deferral-rule", {"reasons": ["nonsense"]}, "reasons"),
    ("day-times", {"starts": "25:00"}, "starts"),
    ("day-times", {"starts": "17:00"}, "__all__"),
    ("fee-policy", {"answer": "counted"}, "__all__"),
]


def test_bad_input_is_said_at_its_field_and_writes_nothing(client, loaded, officer):
    client.force_login(officer)
    before = {slug: policy.rows().count() for slug, policy in loaded.items()}
    for slug, changed, field in BAD:
        url = address("change", loaded[slug].rows()[0])
        answer = client.post(url, typed_in(client, url, **changed) | {"confirmed": "1"})
        assert (slug, changed, answer.status_code, list(answer.context["form"].errors)) == (slug, changed, 422, [field])
    assert {slug: policy.rows().count() for slug, policy in loaded.items()} == before


def test_the_first_page_costs_one_query_for_each_policy_however_many_versions(
    client, loaded, officer, django_assert_max_num_queries
):
    client.force_login(officer)
    for number in range(5):
        keep(
            client,
            address("change", QueuePolicy.objects.first()),
            offer_hours=f"{40 + number}",
            from_on=f"0{number + 1}/12/2026",
        )
    with django_assert_max_num_queries(len(loaded) + 12):
        client.get(reverse("office:rulebook:rules"))
    with django_assert_max_num_queries(12):
        client.get(address("policy", slug="queue-policy"))
