"""The second step of signing in: asked for, set up, moved to another app, and taken away."""

from allauth.account.internal.decorators import login_stage_required
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from cadre.lib import clock
from cadre.people import proving, second_step
from cadre.people.access import page, signed_in
from cadre.people.forms import AppCodeForm, SetUpForm
from cadre.ui.components.qr import qr

SECRET = "second_step_secret"  # noqa: S105  in a session, until the app has shown that it knows it
OVERVIEW = "account_second_step"


def _at_sign_in(request: HttpRequest) -> HttpResponse:
    """After the mailed code, of whoever has an app. They are nobody yet."""
    stage = request._login_stage  # type: ignore[attr-defined]
    form = AppCodeForm(request.POST if request.method == "POST" else None, user=stage.login.user)
    if form.is_valid():
        _taken(request, form)
        return stage.exit()
    return _ask(request, form)


at_sign_in = page("user_account", "A", "public")(
    login_stage_required(stage="mfa_authenticate", redirect_urlname="account_login")(_at_sign_in)
)


@page("user_account", "E", "signed_in", half_in=True)
def overview(request: HttpRequest) -> HttpResponse:
    """How it stands. Who is half in is asked for the code, or to set it up first."""
    user = signed_in(request)
    step = second_step.of(user)
    if step and user.is_half_in:
        form = AppCodeForm(request.POST if request.method == "POST" else None, user=user)
        if form.is_valid():
            _taken(request, form)
            return HttpResponseRedirect(_back(request))
        return _ask(request, form)
    if step is None and second_step.needs(user):
        return _on(request, "account_second_step_set_up")
    return render(request, "people/second_step/overview.html", {"step": step, "needed": second_step.needs(user)})


@page("user_account", "E", "signed_in", half_in=True)
def set_up(request: HttpRequest) -> HttpResponse:
    """Tell an app the secret, by a picture or by typing it, and type the code that it shows then."""
    user = signed_in(request)
    exists = second_step.is_set_up(user)
    if exists and user.is_half_in:
        return _on(request, OVERVIEW)
    if not proving.is_fresh(request, now=clock.now()):
        return proving.prove_first(request)
    secret = request.session.get(SECRET) or _new_secret(request)
    form = SetUpForm(request.POST if request.method == "POST" else None, secret=secret)
    if form.is_valid():
        second_step.set_up(user, secret, by=user)
        del request.session[SECRET]
        second_step.take(request, user)
        return _on(request, "account_second_step_codes")
    address = f"otpauth://totp/{settings.PROVIDER['name']}:{user.email}"
    address = f"{address}?{urlencode({'secret': secret, 'issuer': settings.PROVIDER['name']})}"
    context = {
        "form": form,
        "address": address,
        "drawing": qr(address, "QR code for your authenticator app"),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "moves": exists,
        "needed": second_step.needs(user),
    }
    return render(request, "people/second_step/set_up.html", context, status=422 if form.errors else 200)


@page("user_account", "E", "signed_in")
def codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes that are left, to print or write down; and ten new ones."""
    user, back = signed_in(request), request.get_full_path()
    step = second_step.of(user)
    if step is None or user.is_half_in:
        return _on(request, OVERVIEW)
    if not proving.is_fresh(request, now=clock.now()):
        return proving.prove_first(request)
    if request.method == "POST":
        second_step.make_codes(user, by=user)
        messages.success(request, "These are your new recovery codes. The earlier ones work no longer.")
        return HttpResponseRedirect(back)
    context = {"codes": [f"{code[:4]} {code[4:]}" for code in step.codes], "back": _back(request)}
    return render(request, "people/second_step/codes.html", context)


@page("user_account", "E", "signed_in")
def remove(request: HttpRequest) -> HttpResponse:
    """Sign in by the mailed code alone again, where no role asks for more."""
    user = signed_in(request)
    if user.is_half_in or not second_step.is_set_up(user):
        return _on(request, OVERVIEW)
    if not proving.is_fresh(request, now=clock.now()):
        return proving.prove_first(request)
    if request.method == "POST":
        second_step.remove(user, by=user)
        messages.success(request, "You sign in by the code in the mail alone again.")
        return redirect(OVERVIEW)
    return render(request, "people/second_step/remove.html", {"needed": second_step.needs(user)})


def _ask(request: HttpRequest, form: AppCodeForm) -> HttpResponse:
    context = {"form": form, "help": settings.PROVIDER["email"]}
    return render(request, "people/second_step/ask.html", context, status=422 if form.errors else 200)


def _taken(request: HttpRequest, form: AppCodeForm) -> None:
    form.note_use()
    second_step.take(request, form.user)
    if form.was_recovery:
        step = second_step.of(form.user)
        words = f"Recovery codes left: {len(step.codes)}" if step and step.codes else "That was your last recovery code"
        messages.warning(request, f"{words}. Have you lost your telephone? Then move the second step to another app.")


def _new_secret(request: HttpRequest) -> str:
    from allauth.mfa.totp.internal.auth import generate_totp_secret

    request.session[SECRET] = generate_totp_secret()
    return str(request.session[SECRET])


def _on(request: HttpRequest, name: str) -> HttpResponse:
    """To another page of these, which leads back to where the reader came from."""
    came_from = request.GET.get("next")
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': came_from})}" if came_from else reverse(name))


def _back(request: HttpRequest) -> str:
    """Where the reader came from, on this site; else their home."""
    back, here = request.GET.get("next", ""), {request.get_host()}
    fits = url_has_allowed_host_and_scheme(back, allowed_hosts=here, require_https=request.is_secure())
    return back if fits else settings.LOGIN_REDIRECT_URL
