"""Every page, as every persona, for their own things and for somebody else's.

What is expected is read from the access matrix; nothing here lists pages by hand but the sample addresses. One walk
asks for each page once: whether it opens, what it says of others, which fields it shows.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import product

import pytest
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from cadre.people.access import AUDIENCES, opens
from cadre.people.models import User
from cadre.people.policy import policy
from cadre.people.roles import STAFF, roles_of
from cadre.ui.listing import Listing
from tests import world
from tests.access.inventory import MAY_BE_MISSING, Page, address, missing_address, pages
from tests.access.two_sides import FIELDS, SECRETS, TWIN, Side, World, two_sides
from tests.proved import just_proved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
PERSONAS = [
    *("anonymous", "nobody", "suspended", "ops", "finance", "marketing", "quality", "dpo", "sysadmin"),
    *("partner_lead", "partner_finance", "facilitator", "candidate", "applicant"),
]
OUTSIDE = {"partner_lead", "partner_finance", "facilitator", "candidate", "applicant"}
"""Who never sees anything of the other partner."""
ANSWERED = {200, 302, 400, 403, 405, 409, 410, 422}
WRONG_METHODS = ("put", "delete", "patch")


def client_of(persona: str, made: World) -> Client:
    client = Client(raise_request_exception=True)
    if persona not in ("anonymous", "suspended"):
        client.force_login(made.personas[persona])
        just_proved(client)
    return client


def held_scopes(persona: str, made: World, page: Page, verb: str = "") -> set[str]:
    """How far this persona may go on this page, by the matrix alone; or with another `verb`, as those who open it."""
    resource, opened_by, audience = page.access or ("", "", "")
    user, verb = made.personas[persona], verb or opened_by
    roles = roles_of(user, today=world.TODAY) & AUDIENCES[audience]
    through = [role for role in roles if opens(role, resource, opened_by, totals=page.totals)]
    return {policy().scope(role, resource, verb) for role in through} - {"", "none", "breakglass"}


def guarded_pages() -> list[Page]:
    return [page for page in pages() if page.access and page.access[2] not in ("public", "token", "signed_in")]


@cache
def persona_of(page: Page, made: World) -> str:
    """The first who may open the page; a stranger where nobody needs to sign in."""
    if not page.access or page.access[2] in ("public", "token"):
        return "anonymous"
    if page.access[2] == "signed_in":
        return "ops"
    may = (one for one in PERSONAS if expectation(one, page, held_scopes(one, made, page), "own") == "answer")
    return next(may, "ops")


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


def faults(persona: str, made: World) -> Iterator[str]:
    """What is wrong for this persona: one line a page and address."""
    client = client_of(persona, made)
    for page in guarded_pages():
        scopes = held_scopes(persona, made, page)
        for side, whose in sides(page, made, scopes):
            url = address(page, side)
            answer = client.get(url)
            expected = expectation(persona, page, scopes, whose)
            yield from wrongly_opened(client, page, answer, expected, whose)
            if whose == "own":
                yield from wrongly_shown(persona, made, client, page, url, answer)
                yield from closed_to_its_reader(persona, made, page, answer)
        if persona in ("nobody", persona_of(page, made)):
            yield from wrong_methods(client, page, address(page, made.a), expectation(persona, page, scopes, "own"))


def sides(page: Page, made: World, scopes: set[str]) -> Iterator[tuple[Side, str]]:
    """Whose page is asked for: both sides' where the door opens to some objects and not to all."""
    yield made.a, "own"
    if page.has_object and scopes and "all" not in scopes:
        yield made.b, "twin"


def wrongly_opened(client: Client, page: Page, answer, expected: str, whose: str) -> Iterator[str]:
    to_sign_in = answer.status_code == 302 and answer.headers.get("Location", "").startswith("/sign-in/")
    if expected == "sign in" and not to_sign_in:
        yield f"{page.name} {whose}: a stranger got {answer.status_code}"
    elif expected == "nothing":
        yield from refused_alike(client, page, answer, whose)
    elif expected == "answer" and answer.status_code not in ANSWERED and page.name not in MAY_BE_MISSING:
        yield f"{page.name} {whose}: {answer.status_code}, and the matrix opens it"


def refused_alike(client: Client, page: Page, answer, whose: str) -> Iterator[str]:
    """A refusal is a 404, and for an object the same page as for one that does not exist."""
    if answer.status_code == 405:  # the method is refused before anything is looked up
        return
    if answer.status_code != 404:
        yield f"{page.name} {whose}: {answer.status_code} instead of 404"
    elif page.has_object and whose == "twin" and body(answer) != body(client.get(missing_address(page))):
        yield f"{page.name} {whose}: the refusal tells more than a missing page does"


def wrongly_shown(persona: str, made: World, client: Client, page: Page, url: str, answer) -> Iterator[str]:
    """Texts of the other partner, and fields this persona may not see: on the page, in its file, and when searched."""
    if answer.status_code != 200:
        return
    hidden = hidden_from(made.personas[persona], page)
    is_list = bool(answer.context) and "listing" in answer.context
    for query in ("", "?format=csv", "?q=CANAR") if is_list else ("",):
        asked = client.get(url + query) if query else answer
        text = body(asked)
        if "format" in query:
            yield from wrongly_taken(held_scopes(persona, made, page, "X"), page, asked, answer.context["listing"])
        yield from (f"{page.name}{query}: shows {name}" for name in hidden if SECRETS[name] in text)
        if persona in OUTSIDE and TWIN.lower() in text.lower():
            yield f"{page.name}{query}: shows something of the other partner"


def hidden_from(user: User, page: Page) -> frozenset[str]:
    """The secrets whose field group none of the user's roles may read, by the matrix alone.

    Who reads the journal's values reads in it what was.
    """
    roles, known = roles_held(user), policy().resources
    if page.access and page.access[0] == "audit_log" and roles & known["audit_log"].fields["before_after"]:
        return frozenset()
    return frozenset(name for name, (kind, field) in FIELDS.items() if not roles & known[kind].fields[field])


def wrongly_taken(scopes: set[str], page: Page, answer, listing: Listing) -> Iterator[str]:
    """A file for somebody without the matrix's X on what the page shows, or none for somebody with it."""
    is_file = answer.headers.get("Content-Disposition", "").startswith("attachment")
    if is_file and not scopes:
        yield f"{page.name}: gives a file, and the matrix gives no X"
    elif scopes and any(column.value for column in listing.columns) and not is_file:
        yield f"{page.name}: gives no file, and the matrix gives X"


LEADS = re.compile(r'\b(?:href|action|formaction|hx-get|hx-post)="(/[^"?#]*)')


def closed_to_its_reader(persona: str, made: World, page: Page, answer) -> Iterator[str]:
    """Links and forms of the page that lead where its reader may not go."""
    if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
        return
    roles, known = roles_held(made.personas[persona]), {one.name: one for one in pages()}
    for name in {named(path) for path in LEADS.findall(body(answer))}:
        there = known.get(name)
        resource, verb, audience = (there and there.access) or ("", "", "public")
        totals = bool(there and there.totals)
        may = {role for role in roles & AUDIENCES[audience] if opens(role, resource, verb, totals=totals)}
        if audience not in ("public", "token", "signed_in") and not may:
            yield f"{page.name}: leads to {name}, which is closed to its reader"


@cache
def roles_held(user: User) -> frozenset[str]:
    return frozenset(roles_of(user, today=world.TODAY))


@cache
def named(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def wrong_methods(client: Client, page: Page, url: str, expected: str) -> Iterator[str]:
    for method in WRONG_METHODS:
        status = getattr(client, method)(url).status_code
        if expected == "answer" and status != 405 and page.name not in MAY_BE_MISSING:
            yield f"{page.name}: {method.upper()} answers {status} instead of 405"
        if expected == "nothing" and status not in (404, 405):
            yield f"{page.name}: {method.upper()} answers {status} instead of 404"


def broken_by_an_empty_form(persona: str, made: World) -> Iterator[str]:
    """Sent to others' rows behind a door that opens to them, and by the first who may to what opens.

    A closed door is one for every method, as the walk by GET shows; that it is, `nobody` tries at each.
    """
    client = client_of(persona, made)
    guarded = set(guarded_pages())
    for page in pages():
        scopes = held_scopes(persona, made, page) if page in guarded else {"public"}
        if not scopes and persona != "nobody":
            continue
        for side, whose in sides(page, made, scopes):
            expected = expectation(persona, page, scopes, whose) if page in guarded else "answer"
            if expected != "nothing" and persona != persona_of(page, made):
                continue
            with transaction.atomic():
                status = client.post(address(page, side), {}).status_code
                transaction.set_rollback(True)
            if status >= 500:
                yield f"{page.name} {whose}: {status}"
            if page in guarded and expected == "nothing" and status not in (404, 405):
                yield f"{page.name} {whose}: a POST answers {status} instead of 404"


LOOKS: list[Callable[[str, World], Iterable[str]]] = [faults, broken_by_an_empty_form]
HALVES = [0, 1]
"""Half the personas a test, all in one world: two processes share the work, and the world is built twice."""


@pytest.mark.grid
@pytest.mark.parametrize("half", HALVES)
def test_every_page_shows_what_the_matrix_says_and_nothing_else_and_no_empty_form_breaks_any(half):
    """Every second persona, each in the world as it was built."""
    made, found = two_sides(), []
    assert TWIN in body(client_of("ops", made).get("/office/applications/"))  # it exists, and the office sees it
    for look, persona in product(LOOKS, PERSONAS[half::2]):
        with transaction.atomic():
            found += [f"{persona}: {fault}" for fault in look(persona, made)]
            transaction.set_rollback(True)
    assert found == []
