"""Signing in by a code in the mail, and out. allauth does the work; the pages are ours."""

from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
