"""Bank and VAT details: checked, held, announced, confirmed by a second person; the digits in no other place."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from cadre.journal.models import Entry
from cadre.lib.errors import Conflict, Refusal
from cadre.messages.models import Message
from cadre.partners import actions, reference
from cadre.partners.models import Contact, PayeeDetails
from cadre.partners.rules import payee as rules
from cadre.partners.states import ContactPurpose, PayeeState
from cadre.people import reference as people
from cadre.people.actions import grant_role
from tests.proved import just_proved
from tests.scenes import kept
from tests.world import NOW, SINCE, TODAY, a_partner, a_partner_lead, an_officer

SORT, ACCOUNT = "203040", "73641958"
BANK = actions.Bank(SORT, ACCOUNT)
TYPED = {"account_name": "Peakside", "sort_code": "20-30-40", "account": "7364 1958", "roll": ""}
VAT = "GB 980 7806 84"


@pytest.mark.parametrize(
    ("check", "typed", "kept"),
    [
        (rules.sort_code, "12-34-56", "123456"),
        (rules.sort_code, " 12 34 56 ", "123456"),
        (rules.sort_code, "12345", None),
        (rules.sort_code, "1234567", None),
        (rules.sort_code, "12-34-5O", None),
        (rules.sort_code, "١٢٣٤٥٦", "123456"),
        (rules.sort_code, "12–34–56", "123456"),
        (rules.sort_code, "12.34.56", None),
        (rules.account_number, "12345678", "12345678"),
        (rules.account_number, "1234 ٥٦٧٨", "12345678"),
        (rules.account_number, "1234567", None),
        (rules.account_number, "123456789", None),
        (rules.account_number, "1234567a", None),
        (rules.roll_number, "a/12 345-6", "A/12 345-6"),
        (rules.roll_number, "", ""),
        (rules.roll_number, "x" * 19, None),
        (rules.roll_number, "<b>", None),
        (rules.vat_number, VAT, "980780684"),
        (rules.vat_number, "gb980780684001", "980780684001"),
        (rules.vat_number, "GB 980 7806 85", None),
        (rules.vat_number, "", None),
        (rules.vat_number, "FR12345678901", None),
    ],
)
def test_what_is_typed_is_checked(check, typed, kept):
    if kept is None:
        with pytest.raises(ValueError, match=r"\w"):
            check(typed)
    else:
        assert check(typed) == kept


def test_one_wrong_figure_of_a_vat_number_is_always_noticed():
    """Both rules of HMRC as sums written anew: 97 divides what is left, or it does with 55 added."""

    def fits(digits: str) -> bool:
        total = sum(int(one) * weight for one, weight in zip(digits[:7], (8, 7, 6, 5, 4, 3, 2), strict=True))
        left = total
        while left > 0:
            left -= 97
        newer = total + 55
        while newer > 0:
            newer -= 97
        return int(digits[7:]) in (-left, -newer)

    right = "980780684"
    for at in range(9):
        for figure in "0123456789":
            typed = right[:at] + figure + right[at + 1 :]
            try:
                rules.vat_number(typed)
                taken = True
            except ValueError:
                taken = False
            assert taken == fits(typed), typed


@pytest.fixture
@kept
def paid():
    reference.load(TODAY)
    people.load(TODAY)
    partner = a_partner()
    a_partner_lead(partner)
    return partner, a_partner_lead(partner, "Money Pike", ContactPurpose.FINANCE)


def change(partner, by, **facts):
    facts = {"account_name": "Peakside", "bank": BANK, "vat_number": "", "now": NOW} | facts
    return actions.change_payee(partner, by=by, **facts)


@pytest.mark.django_db
@pytest.mark.usefixtures("at_now")
class TestPayee:
    def test_a_change_is_held_announced_and_confirmed_by_somebody_else(self, client, paid):
        partner, money = paid
        old = a_partner_lead(partner, "Old Money", ContactPurpose.FINANCE)
        Contact.objects.filter(user=old).update(to_on=TODAY - timedelta(days=3))
        client.force_login(money)
        just_proved(client)
        path = reverse("partner:partners:bank_change", args=[partner.slug])
        bad = client.post(path, TYPED | {"sort_code": "20304", "vat": "1", "is_registered": "on"}).content.decode()
        assert "six figures" in bad
        assert "nine figures" in bad
        answer = client.post(path, TYPED | {"vat": VAT, "is_registered": "on"})
        made = PayeeDetails.objects.get()
        assert (made.state, made.last_four, made.vat_number) == (PayeeState.WAITING, "1958", "980780684")
        told = set(Message.objects.filter(kind="partners.payee_changed").values_list("to_name", flat=True))
        assert told == {"Joanna Pike", "Money Pike", "Old Money"}
        page = client.get(answer.url).content.decode()
        assert "1958" in page
        assert ACCOUNT not in page
        assert client.post(path, TYPED).status_code == 422

        finance = an_officer("Martin Hale", "finance")
        client.force_login(finance)
        just_proved(client)
        assert "Confirm or refuse" in client.get(reverse("office:partners:banks")).content.decode()
        shown = reverse("office:partners:bank", args=[made.pk])
        assert ACCOUNT in client.get(shown).content.decode()
        client.post(reverse("office:partners:bank_confirmation", args=[made.pk]))
        made.refresh_from_db()
        assert (made.state, made.decided_by) == (PayeeState.CONFIRMED, finance)
        after = client.get(shown).content.decode()
        assert ACCOUNT not in after
        assert "1958" in after
        reads = Entry.objects.filter(happening="partners.payee_read").values_list("by_name", "data__what")
        assert list(reads.order_by("pk")) == [
            ("Money Pike", "in part"),
            ("Martin Hale", "in full"),
            ("Martin Hale", "in part"),
        ]

    def test_whoever_entered_it_never_confirms_it(self, client, paid):
        partner, money = paid
        made = change(partner, money)
        grant_role(user=money, role="finance", from_on=SINCE, by=money)
        client.force_login(money)
        page = client.get(reverse("office:partners:bank", args=[made.pk])).content.decode()
        assert ACCOUNT not in page
        assert "somebody else of finance" in page
        with pytest.raises(Refusal, match="Somebody else"):
            actions.confirm_payee(made, by=money, now=NOW)
        with pytest.raises(Refusal, match="Finance confirms"):
            actions.confirm_payee(made, by=an_officer(), now=NOW)
        made.refresh_from_db()
        assert made.state == PayeeState.WAITING

    def test_what_is_confirmed_stays_until_the_next_is(self, paid):
        partner, money = paid
        finance = an_officer("Martin Hale", "finance")
        first = actions.confirm_payee(change(partner, money), by=finance, now=NOW)
        second = change(partner, money, bank=actions.Bank("111111", "22222222"))
        with pytest.raises(Refusal):
            actions.refuse_payee(second, reason=" ", by=finance, now=NOW)
        actions.refuse_payee(second, reason="They did not know of it", by=finance, now=NOW)
        with pytest.raises(Conflict, match="by Martin Hale"):
            actions.confirm_payee(second, by=finance, now=NOW)
        assert partner.payees.confirmed().get() == first
        third = change(partner, money)
        actions.take_back_payee(third, by=money, now=NOW)
        fourth = change(partner, money)
        late = fourth.expires_at
        with pytest.raises(Refusal, match="too long"):
            actions.confirm_payee(fourth, by=finance, now=late)
        assert [actions.expire_payees(now=late), actions.expire_payees(now=late)] == [1, 0]
        fifth = actions.confirm_payee(change(partner, money, now=late), by=finance, now=late)
        states = dict(partner.payees.values_list("number", "state"))
        assert states == {1: "replaced", 2: "refused", 3: "taken_back", 4: "expired", 5: "confirmed"}
        assert partner.payees.confirmed().get() == fifth
        outcomes = " ".join(Message.objects.filter(kind="partners.payee_decided").values_list("text", flat=True))
        assert "They did not know of it" in outcomes

    def test_no_table_log_mail_or_address_holds_the_digits(self, client, paid, caplog, tmp_path):
        partner, money = paid
        client.force_login(money)
        just_proved(client)
        with caplog.at_level("DEBUG"):
            client.post(reverse("partner:partners:bank_change", args=[partner.slug]), TYPED)
            made = PayeeDetails.objects.get()
            actions.confirm_payee(made, by=an_officer("Martin Hale", "finance"), now=NOW)
        assert ACCOUNT not in caplog.text
        assert ACCOUNT not in repr(BANK)
        out = tmp_path / "all.json"
        call_command("dumpdata", "--output", str(out), verbosity=0)
        kept = out.read_text()
        assert "1958" in kept
        assert ACCOUNT not in kept
        assert not re.search(r"(?<![0-9])203040(?![0-9])", kept)

    def test_only_finance_of_either_side_opens_it(self, client, paid):
        partner, money = paid
        made = change(partner, money)
        lead = Contact.objects.get(partner=partner, purpose=ContactPurpose.LEAD).user
        other = a_partner_lead(a_partner("Other"), "Other Money", ContactPurpose.FINANCE)
        for user in (lead, other, an_officer(), an_officer(role="marketing")):
            client.force_login(user)
            for name, key in (("bank", partner.slug), ("bank_change", partner.slug), ("bank_back", made.pk)):
                assert client.post(reverse(f"partner:partners:{name}", args=[key])).status_code in (404, 405)
                assert client.get(reverse(f"partner:partners:{name}", args=[key])).status_code in (404, 405)
            assert client.get(reverse("office:partners:bank", args=[made.pk])).status_code == 404
