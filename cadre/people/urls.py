"""Signing in and out, under allauth's names, which redirects by them; and who works in the office."""

from django.urls import URLPattern, path

from cadre.people.views import office as colleagues
from cadre.people.views import second_step
from cadre.people.views import sign_in as views

bare: list[URLPattern] = [
    path("sign-in/", views.sign_in, name="account_request_login_code"),
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/code/", views.confirm_code, name="account_confirm_login_code"),
    path("sign-in/proof/", views.proof, name="account_proof"),
    path("sign-in/second-step/", second_step.at_sign_in, name="mfa_authenticate"),
    path("account/second-step/", second_step.overview, name="account_second_step"),
    path("account/second-step/set-up/", second_step.set_up, name="account_second_step_set_up"),
    path("account/second-step/codes/", second_step.codes, name="account_second_step_codes"),
    path("account/second-step/remove/", second_step.remove, name="account_second_step_remove"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("sign-in/no-account/", views.no_account, name="account_signup"),
    path("sign-in/inactive/", views.inactive, name="account_inactive"),
]

office = [
    path("people/", colleagues.colleague_list, name="list"),
    path("people/new/", colleagues.joining, name="joining"),
    path("people/<int:person>/", colleagues.colleague, name="colleague"),
    path("people/<int:person>/role/", colleagues.role, name="role"),
    path("people/<int:person>/account/", colleagues.account, name="account"),
    path("people/requests/<int:asked>/decision/", colleagues.decision, name="decision"),
    path("people/roles/<int:held>/ending/", colleagues.role_ending, name="ending"),
]
