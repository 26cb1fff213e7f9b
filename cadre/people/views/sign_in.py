"""Signing in by a code in the mail, and out. allauth does the work; the pages are ours."""

from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from cadre.lib import clock
from cadre.people import proving
from cadre.people.access import page

sign_in = page("user_account", "A", "public")(RequestLoginCodeView.as_view(template_name="people/sign_in.html"))
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
