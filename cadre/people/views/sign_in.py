"""Signing in by a code in the mail, and out. allauth does the work; the pages are ours."""

from typing import Any

from allauth.account.internal.stagekit import clear_login, unstash_login
from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from cadre.lib import clock
from cadre.people import proving
from cadre.people.access import page

ANEW = "anew"
TOO_OFTEN, WAIT_SECONDS = "too_many_login_attempts", 60


class AskingForCode(RequestLoginCodeView):
    """allauth leads whoever waits for a code back to its page, whatever they do: from a mistyped address, too.

    Here another address asks for another code, and so does the link on that page. The same one pressed twice is one.
    """

    template_name = "people/sign_in.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if ANEW in request.GET or _is_another_address(request):
            clear_login(request)
        return super().dispatch(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        answer = super().form_invalid(form)
        answer.status_code = 422
        if form.has_error("email", TOO_OFTEN):
            answer.status_code = 429
            answer.headers["Retry-After"] = str(WAIT_SECONDS)
        return answer


def _is_another_address(request: HttpRequest) -> bool:
    """Whether a code is asked for that goes elsewhere than the one that is waited for."""
    waits = unstash_login(request, peek=True)
    if request.method != "POST" or waits is None:
        return False
    sent_to, typed = waits.email or "", request.POST.get("email", "").strip()
    return bool(sent_to) and typed.lower() != sent_to.lower()


sign_in = page("user_account", "A", "public")(AskingForCode.as_view())
confirm_code = page("user_account", "A", "public")(ConfirmLoginCodeView.as_view(template_name="people/code.html"))
sign_out = page("user_account", "A", "public")(LogoutView.as_view(template_name="people/sign_out.html"))


@page("user_account", "A", "public", methods=("GET",))
def no_account(request: HttpRequest) -> HttpResponse:
    """Where accounts come from, for whoever looks for a way to make one."""
    return render(request, "people/no_account.html")


@page("user_account", "A", "public", methods=("GET",))
def inactive(request: HttpRequest) -> HttpResponse:
    return render(request, "people/inactive.html")


@page("user_account", "A", "signed_in", half_in=True)
def proof(request: HttpRequest) -> HttpResponse:
    """Proving anew who one is, before what is kept most carefully; and back to it."""
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = settings.LOGIN_REDIRECT_URL
    form = None
    if request.method == "POST":
        form = proving.ask(request, now=clock.now())
        if form is None:
            return HttpResponseRedirect(back)
    status = 422 if form and form.errors else 200
    return render(request, "people/proof.html", {"proof": form, "back": back}, status=status)
