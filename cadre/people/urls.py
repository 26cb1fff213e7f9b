"""Signing in and out. The names are allauth's, which redirects by them."""

from django.urls import URLPattern, path

from cadre.people.views import sign_in as views

bare: list[URLPattern] = [
    path("sign-in/", views.sign_in, name="account_request_login_code"),
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/code/", views.confirm_code, name="account_confirm_login_code"),
    path("sign-in/proof/", views.proof, name="account_proof"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("sign-in/no-account/", views.no_account, name="account_signup"),
    path("sign-in/inactive/", views.inactive, name="account_inactive"),
]
