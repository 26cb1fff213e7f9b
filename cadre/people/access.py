"""The page decorator: who may open a page at all, as `access_matrix.yaml` says.

The first of three nets. The second is `<type>s_visible_to(user)`, the third `may_<verb>(user, row)`.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import patch_vary_headers
from django.utils.text import get_text_list

from cadre.journal.actions import record
from cadre.lib import clock
from cadre.lib.words import counted
from cadre.people.models import RoleRequest, StaffRole, User
from cadre.people.policy import policy
from cadre.people.roles import STAFF, behind_second_step, roles_of
from cadre.people.states import FILE_TAKEN, RoleRequestState, StaffRoleName
from cadre.ui.listing import Taken
from cadre.ui.unsent import says_something, unsent_page

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

AUDIENCES: dict[str, frozenset[str]] = {
    "public": frozenset(),
    "token": frozenset(),
    "signed_in": frozenset(),
    "office": STAFF,
    "partner": frozenset({"partner_lead", "partner_finance"}),
    "facilitator": frozenset({"facilitator", "lead_facilitator"}),
    "candidate": frozenset({"candidate", "applicant"}),
}
READS = ("GET", "HEAD")


def page(
    resource: str,
    verb: str,
    audience: str,
    *,
    methods: Sequence[str] | None = None,
    half_in: bool = False,
    totals: bool = False,
) -> Callable[[View[P]], View[P]]:
    """Open a view to the roles of `audience` that may `verb` the `resource`.

    public: anybody. token: anybody; the view checks the link. signed_in: anybody with an account.
    Others: a stranger is sent to sign in, a signed-in person without the role gets 404, a wrong method 405.
    Whose role asks for the second step of signing in is sent to it, but not from pages that are part of signing in
    (`half_in`). Whose scope is no further than `aggregate` opens pages of `totals` alone: any other would be empty.
    Reading verbs (L, V, X) answer GET; the others GET and POST, unless `methods` says otherwise.
    The roles that opened the page stand in `request.roles`; whether one of them may take lists of the resource away as
    files, the matrix's X, in `request.may_export`. Who takes one is written in the journal.
    """
    allowed = tuple(methods or (READS if verb in "LVX" else (*READS, "POST")))
    if "GET" in allowed and "HEAD" not in allowed:
        allowed = (*allowed, "HEAD")
    openers = frozenset(role for role in AUDIENCES[audience] if opens(role, resource, verb, totals=totals))

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if audience not in ("public", "token"):
                if not request.user.is_authenticated:
                    return sign_in_first(request)
                today = clock.today()
                if audience == "signed_in":
                    if not half_in and waits_for_second_step(request.user):
                        return second_step_first(request)
                else:
                    request.roles = roles_of(request.user, today=today, among=openers)  # type: ignore[attr-defined]
                    if not request.roles:  # type: ignore[attr-defined]
                        if waits_for_second_step(request.user, *openers):
                            return second_step_first(request)
                        raise Http404
                    request.may_export = any(opens(role, resource, "X") for role in request.roles)  # type: ignore[attr-defined]
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            answer = view(request, *args, **kwargs)
            if taken := getattr(answer, "taken", None):
                _write_down(signed_in(request), taken)
            if audience != "public":
                answer.headers.setdefault("Cache-Control", "no-store, private")
                patch_vary_headers(answer, ["Cookie"])
            return answer

        guarded.access = (resource, verb, audience)  # type: ignore[attr-defined]
        guarded.openers = openers  # type: ignore[attr-defined]
        guarded.totals = totals  # type: ignore[attr-defined]
        return guarded

    return decorate


@transaction.atomic
def _write_down(user: User, taken: Taken) -> None:
    """That somebody takes a list away as a file."""
    narrowed = f", filtered by {get_text_list(taken.narrowed, 'and')}" if taken.narrowed else ""
    record(FILE_TAKEN, user, by=user, file=taken.file, rows=counted(taken.rows, "row"), narrowed=narrowed)


def opens(role: str, resource: str, verb: str, *, totals: bool = False) -> bool:
    """Whether a role opens pages of the resource, or those of its totals.

    Breaking glass is a page of its own, with a reason: not this door.
    """
    return policy().scope(role, resource, verb) not in ("", "none", "breakglass", *(() if totals else ("aggregate",)))


def may_open(user: User | AnonymousUser, path: str) -> bool:
    """Whether the first net lets somebody through to the page at `path`: what no page may link to otherwise."""
    openers = openers_of(path.partition("?")[0])
    return openers is None or bool(roles_of(user, today=clock.today(), among=openers))


@lru_cache(4_000)
def openers_of(path: str) -> frozenset[str] | None:
    """The roles that open the page at `path`; None where it asks for none, or is not ours."""
    try:
        view = resolve(path).func
    except Resolver404:
        return None
    _, _, audience = getattr(view, "access", ("", "", "public"))
    return None if audience in ("public", "token", "signed_in") else view.openers  # type: ignore[attr-defined]


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and back to this page afterwards when it can be read again. What was typed stays in view."""
    if says_something(request):
        why = "You are no longer signed in, so nothing was saved yet. What you typed is still here."
        return unsent_page(request, title="Sign in to save this", why=why, status=403, sign_in=settings.LOGIN_URL)
    return _and_back(settings.LOGIN_URL, request)


def second_step_first(request: HttpRequest) -> HttpResponse:
    """To the second step of signing in, and back to this page afterwards when it can be read again."""
    return _and_back(reverse("account_second_step"), request)


def _and_back(address: str, request: HttpRequest) -> HttpResponse:
    path = request.get_full_path() if request.method in READS else ""
    return HttpResponseRedirect(f"{address}?next={quote(path)}" if path else address)


def waits_for_second_step(user: User | AnonymousUser, *roles: str) -> bool:
    """Whether the second step of signing in stands between this person of a request and a role, one of `roles`."""
    half_in = isinstance(user, User) and user.is_half_in
    return half_in and bool(behind_second_step(user, today=clock.today(), among=roles or None))


def signed_in(request: HttpRequest) -> User:
    """The signed-in person, for views behind a door that made sure there is one."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def holds(user: User | AnonymousUser, *roles: str) -> bool:
    """Whether the user holds one of `roles` today."""
    return bool(roles_of(user, today=clock.today(), among=roles))


def officers_on(day: date) -> QuerySet[User]:
    """Active people of operations on `day`, by name."""
    held = StaffRole.objects.on(day).filter(role=StaffRoleName.OPS)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name", "pk")


def users_visible_to(user: User) -> QuerySet[User]:
    """Operations and the data protection lead see accounts; everybody sees their own."""
    if holds(user, "ops", "dpo", "sysadmin"):
        return User.objects.all()
    return User.objects.filter(pk=user.pk)


def staff_roles_visible_to(user: User) -> QuerySet[StaffRole]:
    """Those of the accounts they see."""
    return StaffRole.objects.filter(user__in=users_visible_to(user)).select_related("user")


def role_requests_decided_by(user: User) -> QuerySet[RoleRequest]:
    """Those that wait for this one of system administration: asked by another, and for another."""
    if not holds(user, StaffRoleName.SYSADMIN):
        return RoleRequest.objects.none()
    waiting = role_requests_visible_to(user).filter(state=RoleRequestState.WAITING)
    return waiting.exclude(asked_by=user).exclude(user=user)


def role_requests_visible_to(user: User) -> QuerySet[RoleRequest]:
    """Those for the accounts they see."""
    return RoleRequest.objects.filter(user__in=users_visible_to(user)).select_related("user")
