"""Every page, as every persona, for their own things and for somebody else's.

What is expected is read from the access matrix; nothing here lists pages by hand but the sample addresses.
"""

import re
from collections.abc import Callable, Iterable, Iterator

import pytest
from django.db import transaction
from django.test import Client

from cadre.people.access import AUDIENCES, opens
from cadre.people.policy import policy
from cadre.people.roles import STAFF, roles_of
from tests import world
from tests.access.inventory import MAY_BE_MISSING, Page, address, missing_address, pages
from tests.access.two_sides import SECRETS, TWIN, World, two_sides

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
PERSONAS = [
    *("anonymous", "nobody", "suspended", "ops", "finance", "marketing", "quality", "dpo", "sysadmin"),
    *("partner_lead", "partner_finance", "facilitator", "candidate", "applicant"),
]
ANSWERED = {200, 302, 400, 403, 405, 409, 410, 422}
WRONG_METHODS = ("put", "delete", "patch")


def client_of(persona: str, made: World) -> Client:
    client = Client(raise_request_exception=True)
    if persona not in ("anonymous", "suspended"):
        client.force_login(made.personas[persona], backend="django.contrib.auth.backends.ModelBackend")
    return client


def held_scopes(persona: str, made: World, page: Page) -> set[str]:
    """How far this persona may go on this page, by the matrix alone."""
    resource, verb, audience = page.access or ("", "", "")
    user = made.personas[persona]
    roles = roles_of(user, today=world.TODAY) & AUDIENCES[audience]
    return {policy().scope(role, resource, verb) for role in roles if opens(role, resource, verb)}


def guarded_pages() -> list[Page]:
    return [page for page in pages() if page.access and page.access[2] not in ("public", "token", "signed_in")]


def body(answer) -> str:
    text = answer.getvalue() if answer.streaming else answer.content
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text.decode("utf-8", "replace"))


def test_every_url_says_what_it_needs_and_has_a_sample():
    made = two_sides()
    unmapped = [page.name for page in pages() if page.access is None]
    assert unmapped == []
    assert [page.name for page in pages() if not address(page, made.a)] == []


def test_every_resource_and_verb_is_one_the_matrix_knows():
    wrong = [page.name for page in pages() if page.access and page.access[0] not in policy().resources]
    assert wrong == []


def faults(persona: str, made: World) -> Iterator[str]:
    """What is wrong for this persona: one line a page and address."""
    client = client_of(persona, made)
    for page in guarded_pages():
        scopes = held_scopes(persona, made, page)
        for side, whose in ((made.a, "own"), (made.b, "twin")):
            url = address(page, side)
            answer = client.get(url)
            expected = expectation(persona, page, scopes, whose)
            if expected == "sign in" and (answer.status_code, answer.headers.get("Location", "")[:9]) != (
                302,
                "/sign-in/",
            ):
                yield f"{page.name} {whose}: a stranger got {answer.status_code}"
            elif expected == "nothing":
                yield from refused_alike(client, page, answer, whose)
            elif expected == "answer" and answer.status_code not in ANSWERED and page.name not in MAY_BE_MISSING:
                yield f"{page.name} {whose}: {answer.status_code}, and the matrix says {scopes}"
            if whose == "own" and expected != "sign in":
                yield from wrong_methods(client, page, url, expected)


def expectation(persona: str, page: Page, scopes: set[str], whose: str) -> str:
    if persona in ("anonymous", "suspended"):
        return "sign in"
    if not scopes:
        return "nothing"
    if "all" in scopes or not page.has_object or set(scopes) & {"public"}:
        return "answer"
    if STAFF & {persona}:
        return "either"  # a total or nothing: which, the room's own tests say
    if persona == "applicant" or (persona == "partner_finance" and whose == "own"):
        return "either"  # holds the door's role, but other rows than side A's confirmed ones
    return "answer" if whose == "own" else "nothing"


def refused_alike(client: Client, page: Page, answer, whose: str) -> Iterator[str]:
    """A refusal is a 404, and for an object the same page as for one that does not exist."""
    if answer.status_code == 405:  # the method is refused before anything is looked up
        return
    if answer.status_code != 404:
        yield f"{page.name} {whose}: {answer.status_code} instead of 404"
    elif page.has_object and body(answer) != body(client.get(missing_address(page))):
        yield f"{page.name} {whose}: the refusal tells more than a missing page does"


def wrong_methods(client: Client, page: Page, url: str, expected: str) -> Iterator[str]:
    for method in WRONG_METHODS:
        status = getattr(client, method)(url).status_code
        if expected == "answer" and status != 405 and page.name not in MAY_BE_MISSING:
            yield f"{page.name}: {method.upper()} answers {status} instead of 405"
        if expected == "nothing" and status not in (404, 405):
            yield f"{page.name}: {method.upper()} answers {status} instead of 404"


HALVES = [0, 1]
"""Half the personas a test, all in one world: two processes share the work, and the world is built twice."""


def of_half(half: int, personas: list[str], look: Callable[[str, World], Iterable[str]]) -> list[str]:
    """What `look` finds wrong for every second persona, each in the world as it was built."""
    made, found = two_sides(), []
    for persona in personas[half::2]:
        with transaction.atomic():
            found += [f"{persona}: {fault}" for fault in look(persona, made)]
            transaction.set_rollback(True)
    return found


@pytest.mark.grid
@pytest.mark.parametrize("half", HALVES)
def test_every_page_opens_to_whom_the_matrix_says_and_to_nobody_else(half):
    assert of_half(half, PERSONAS, faults) == []


@pytest.mark.grid
@pytest.mark.parametrize("half", HALVES)
def test_an_empty_form_sent_anywhere_breaks_nothing(half):
    assert of_half(half, PERSONAS, broken_by_an_empty_form) == []


def broken_by_an_empty_form(persona: str, made: World) -> Iterator[str]:
    client = client_of(persona, made)
    for page in pages():
        expected = "sign in" if persona in ("anonymous", "suspended") else ""
        guarded = page in guarded_pages()
        scopes = held_scopes(persona, made, page) if guarded else set()
        for side, whose in ((made.a, "own"), (made.b, "twin")):
            with transaction.atomic():
                status = client.post(address(page, side), {}).status_code
                transaction.set_rollback(True)
            if status >= 500:
                yield f"{page.name} {whose}: {status}"
            if (
                guarded
                and not expected
                and expectation(persona, page, scopes, whose) == "nothing"
                and status not in (404, 405)
            ):
                yield f"{page.name} {whose}: a POST answers {status} instead of 404"


@pytest.mark.grid
@pytest.mark.parametrize("half", HALVES)
def test_nothing_of_the_other_partner_is_on_any_page(half):
    outside = ["partner_lead", "partner_finance", "facilitator", "candidate", "applicant"]
    assert of_half(half, outside, leaks_of_the_twin) == []


def leaks_of_the_twin(persona: str, made: World) -> Iterator[str]:
    assert TWIN in body(client_of("ops", made).get("/office/applications/"))  # it exists, and the office sees it
    client = client_of(persona, made)
    for page in guarded_pages():
        for query in ("", "?format=csv", "?q=CANAR"):
            if TWIN.lower() in body(client.get(address(page, made.a) + query)).lower():
                yield f"{page.name}{query}"


MAY_SEE = {
    "ops": set(SECRETS),
    "candidate": set(SECRETS),
    "applicant": set(SECRETS),
    "partner_lead": {"needed", "dietary"},
    "facilitator": {"needed"},
    "finance": {"email"},
    "quality": set(),
    "marketing": set(),
    "partner_finance": set(),
}


@pytest.mark.grid
@pytest.mark.parametrize("half", HALVES)
def test_a_field_is_on_no_page_of_whoever_may_not_see_it(half):
    assert of_half(half, sorted(MAY_SEE), secrets_shown) == []


def secrets_shown(persona: str, made: World) -> Iterator[str]:
    client = client_of(persona, made)
    for page in guarded_pages():
        for query in ("", "?format=csv"):
            text = body(client.get(address(page, made.a) + query))
            for name, value in SECRETS.items():
                if value in text and name not in MAY_SEE[persona]:
                    yield f"{page.name}{query}: {name}"
