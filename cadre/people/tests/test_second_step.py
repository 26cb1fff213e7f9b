"""The second step of signing in: asked of whose role asks for it, set up, used, moved, recovered and taken away."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from cadre.journal.models import Entry
from cadre.messages.models import Message
from cadre.messages.queries import as_sent
from cadre.people import second_step
from cadre.people.models import ProofPolicy, User
from tests import world
from tests.proved import shown_by_app

pytestmark = [pytest.mark.django_db, pytest.mark.first_step]
OFFICE, OVERVIEW, SET_UP, CODES, REMOVE = (
    "/office/",
    *("/account/second-step/", "/account/second-step/set-up/"),
    *("/account/second-step/codes/", "/account/second-step/remove/"),
)
START = 1_800_000_000  # where half a minute begins: what one test does at once fits in it


@pytest.fixture(autouse=True)
def time_goes_on():
    with time_machine.travel(START) as traveller:
        yield traveller


@pytest.fixture
def terms():
    return ProofPolicy.objects.get_or_create(
        from_on="2020-01-01",
        defaults={"fresh_minutes": 15, "code_minutes": 10, "tries": 5, "codes_an_hour": 5, "source": "test"},
    )


@pytest.fixture
def ruth():
    return world.an_officer("Ruth Adeyemi", "ops")


@pytest.fixture
def lead():
    return world.a_partner_lead(world.a_partner())


def secret_on(page) -> str:
    return re.search(r'<p class="cd-code">([A-Z2-7 ]+)</p>', page.content.decode())[1].replace(" ", "")


def mailed(kind: str) -> str:
    mail = as_sent(Message.objects.filter(kind=kind).latest("created_at", "pk"))
    return mail.text


def sign_in(user: User, client: Client | None = None) -> Client:
    """By the mailed code, as everybody does."""
    client = client or Client()
    client.post(reverse("account_request_login_code"), {"email": user.email})
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mailed("people.sign_in_code"))[0]
    answer = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert answer.status_code == 302
    return client


def with_an_app(user: User, client: Client) -> str:
    """The secret of the app that was set up."""
    secret = secret_on(client.get(SET_UP))
    assert client.post(SET_UP, {"code": shown_by_app(secret)}).status_code == 302
    return secret


# Who is asked ----------------------------------------------------------------------------------------------------


def test_an_officer_begins_by_setting_it_up_and_comes_back_to_where_they_were(terms, ruth):
    client = sign_in(ruth)
    answer = client.get("/office/applications/?state=submitted")
    assert answer.headers["Location"] == f"{OVERVIEW}?next=/office/applications/%3Fstate%3Dsubmitted"
    answer = client.get(answer.headers["Location"])
    assert answer.headers["Location"].startswith(f"{SET_UP}?next=")
    at = answer.headers["Location"]
    secret = secret_on(client.get(at))
    answer = client.post(at, {"code": shown_by_app(secret)})
    page = client.get(answer.headers["Location"])
    assert len(re.findall(r'<li class="cd-code">\d{4} \d{4}</li>', page.content.decode())) == 10
    assert 'href="/office/applications/?state=submitted"' in page.content.decode()
    assert client.get("/office/applications/?state=submitted").status_code == 200


def test_by_the_first_step_alone_an_officer_holds_nothing_and_their_home_leads_to_the_second(terms, ruth):
    client = sign_in(ruth)
    for path in ("/home/", "/account/", OFFICE, "/office/applications/"):
        assert client.get(path).headers["Location"].startswith(OVERVIEW), path
    assert client.post("/office/applications/decide/", {}).status_code in (302, 404)
    assert client.get("/facilitator/").status_code == 404, "what they could not open in any way stays unknown"
    assert client.get("/").status_code == 200


def test_a_role_that_asks_is_behind_the_second_step_from_the_next_request_on(terms, lead):
    client = sign_in(lead)
    assert client.get("/partner/").status_code == 200
    from cadre.people.models import StaffRole

    StaffRole.objects.create(user=lead, role="finance", from_on="2020-01-01")
    assert client.get("/home/").headers["Location"].startswith(OVERVIEW)
    assert client.get("/partner/").status_code == 200, "their partner's pages do not ask for it"
    assert client.get("/office/finance/invoices/").headers["Location"].startswith(OVERVIEW)


def test_whose_role_does_not_ask_is_never_sent_there_and_may_set_it_up_and_remove_it(terms, lead):
    client = sign_in(lead)
    assert "Set it up" in client.get(OVERVIEW).content.decode()
    with_an_app(lead, client)
    page = client.get(OVERVIEW).content.decode()
    assert "Remove it" in page
    assert client.post(REMOVE).status_code == 302
    assert not Authenticator.objects.filter(user=lead).exists()
    assert "was removed" in mailed("people.second_step_changed")


def test_whose_role_asks_cannot_remove_it(terms, ruth):
    client = sign_in(ruth)
    with_an_app(ruth, client)
    assert "cannot be removed" in client.get(REMOVE).content.decode()
    assert client.post(REMOVE).status_code == 409
    assert second_step.is_set_up(ruth)


# The app ---------------------------------------------------------------------------------------------------------


def test_with_an_app_nobody_is_signed_in_before_its_code(terms, lead, time_goes_on):
    secret = with_an_app(lead, sign_in(lead))
    time_goes_on.shift(60)
    client = sign_in(lead)
    assert client.get("/partner/").headers["Location"].startswith("/sign-in/")
    ask = reverse("mfa_authenticate")
    wrong = client.post(ask, {"code": "000000"})
    assert wrong.status_code == 422
    assert "This is not the code your app shows now" in wrong.content.decode()
    assert client.post(ask, {"code": shown_by_app(secret)}).status_code == 302
    assert client.get("/partner/").status_code == 200


def test_a_code_works_once_and_guessing_ends(terms, lead, time_goes_on):
    secret = with_an_app(lead, sign_in(lead))
    time_goes_on.shift(60)
    first, again = sign_in(lead), Client()
    code = shown_by_app(secret)
    assert first.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    sign_in(lead, again)
    assert again.post(reverse("mfa_authenticate"), {"code": code}).status_code == 422
    for guess in range(12):
        page = again.post(reverse("mfa_authenticate"), {"code": f"{guess:06}"})
    assert page.status_code == 422
    time_goes_on.shift(30)
    assert again.post(reverse("mfa_authenticate"), {"code": shown_by_app(secret)}).status_code == 422, "too many tries"


def test_a_recovery_code_works_once_and_says_how_many_are_left(terms, lead):
    with_an_app(lead, sign_in(lead))
    code = second_step.of(lead).codes[3]
    client = sign_in(lead)
    assert client.post(reverse("mfa_authenticate"), {"code": f"{code[:4]} {code[4:]}"}).status_code == 302
    assert "Recovery codes left: 9" in client.get("/account/").content.decode()
    again = sign_in(lead)
    assert again.post(reverse("mfa_authenticate"), {"code": code}).status_code == 422


def test_a_wrong_code_sets_nothing_up_and_the_picture_stays(terms, lead):
    client = sign_in(lead)
    secret = secret_on(client.get(SET_UP))
    for typed in ("", "000000", "x" * 30, "٣٣٣٣٣٣"):
        page = client.post(SET_UP, {"code": typed})
        assert page.status_code == 422
        assert secret_on(page) == secret
    assert not second_step.is_set_up(lead)


def test_the_secret_is_sealed_in_the_database_and_a_lost_key_of_the_site_opens_nothing(terms, lead, settings):
    secret = with_an_app(lead, sign_in(lead))
    kept = Authenticator.objects.get(user=lead, type="totp")
    assert secret not in str(kept.data)
    assert kept.wrap().validate_code(shown_by_app(secret, later=1))
    settings.SECRET_KEY = "another key than the one it was sealed with"
    assert not kept.wrap().validate_code(shown_by_app(secret))
    assert not kept.wrap().validate_code(shown_by_app("", later=0))


# Changes ---------------------------------------------------------------------------------------------------------


def test_moving_it_ends_the_earlier_app_and_its_codes(terms, lead, time_goes_on):
    client = sign_in(lead)
    old = with_an_app(lead, client)
    codes = second_step.of(lead).codes
    time_goes_on.shift(60)
    new = with_an_app(lead, client)
    assert new != old
    assert not set(codes) & set(second_step.of(lead).codes)
    time_goes_on.shift(60)
    again = sign_in(lead)
    assert again.post(reverse("mfa_authenticate"), {"code": shown_by_app(old)}).status_code == 422
    assert again.post(reverse("mfa_authenticate"), {"code": shown_by_app(new)}).status_code == 302
    assert [one.happening for one in Entry.objects.about(lead).order_by("pk")] == [
        "people.second_step_set_up",
        "people.second_step_moved",
    ]


def test_changes_ask_for_a_proof_and_whoever_has_an_app_proves_it_by_the_app(terms, lead, time_goes_on):
    client = sign_in(lead)
    secret = with_an_app(lead, client)
    time_goes_on.shift(20 * 60)
    for path in (SET_UP, CODES, REMOVE):
        assert client.get(path).headers["Location"].startswith("/sign-in/proof/"), path
    page = client.post("/sign-in/proof/?next=/account/second-step/codes/").content.decode()
    assert "Open your authenticator app" in page
    assert not Message.objects.filter(kind="people.proof_code").exists(), "no code is mailed to whoever has an app"
    assert client.post("/sign-in/proof/?next=/account/", {"code": "000000"}).status_code == 422
    answer = client.post(f"/sign-in/proof/?next={CODES}", {"code": shown_by_app(secret)})
    assert answer.headers["Location"] == CODES
    before = second_step.of(lead).codes
    assert client.post(CODES).status_code == 302
    assert not set(before) & set(second_step.of(lead).codes)


def test_a_session_from_before_it_was_set_up_is_asked_for_the_code(terms, ruth, time_goes_on):
    old = sign_in(ruth)
    secret = with_an_app(ruth, sign_in(ruth))
    assert old.get(OFFICE).headers["Location"].startswith(OVERVIEW)
    page = old.get(OVERVIEW)
    assert page.status_code == 200
    assert secret_on_is_missing(page)
    assert old.get(SET_UP).headers["Location"] == OVERVIEW, "whoever is half in cannot put another app in its place"
    time_goes_on.shift(60)
    answer = old.post(f"{OVERVIEW}?next={OFFICE}", {"code": shown_by_app(secret)})
    assert answer.headers["Location"] == OFFICE
    assert old.get(OFFICE).status_code == 200


def secret_on_is_missing(page) -> bool:
    return not re.search(r'<p class="cd-code">', page.content.decode())


def test_who_lost_everything_is_helped_from_the_command_line_and_signed_out_everywhere(terms, ruth):
    client = sign_in(ruth)
    with_an_app(ruth, client)
    assert client.get(OFFICE).status_code == 200
    call_command("reset_second_step", ruth.email.upper(), because="Telephone lost, known by voice", verbosity=0)
    assert client.get(OFFICE).headers["Location"].startswith("/sign-in/")
    assert not second_step.is_set_up(ruth)
    entry = Entry.objects.about(ruth).latest("pk")
    assert "Telephone lost, known by voice" in entry.sentence
    assert "was reset" in mailed("people.second_step_changed")
    with pytest.raises(CommandError, match="has set up no second step"):
        call_command("reset_second_step", ruth.email, because="Again", verbosity=0)
    with pytest.raises(CommandError, match="Nobody has the address"):
        call_command("reset_second_step", "nobody@provider.example", because="Again", verbosity=0)
