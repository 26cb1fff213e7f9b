"""Pages that gather several rooms: the front page, each audience's home, and what the footer links to."""

from django.urls import URLPattern, path

from cadre.portals.views import candidate as candidate_views
from cadre.portals.views import facilitator as facilitator_views
from cadre.portals.views import office as office_views
from cadre.portals.views import partner as partner_views
from cadre.portals.views import public as public_views

public: list[URLPattern] = [
    path("", public_views.front, name="front"),
    path("scholarships/", public_views.scholarship_check, name="scholarship_check"),
    path("how-to-apply/", public_views.how_to_apply, name="how_to_apply"),
    path("help/", public_views.help_page, name="help"),
    path("privacy/", public_views.privacy, name="privacy"),
    path("accessibility/", public_views.accessibility, name="accessibility"),
    path("who-sees-what/", public_views.who_sees_what, name="who_sees_what"),
    path("home/", public_views.home, name="home"),
    path("account/", public_views.account, name="account"),
    path("provider.css", public_views.provider_css, name="provider_css"),
    path("health/", public_views.health, name="health"),
    path(".well-known/security.txt", public_views.security_txt, name="security_txt"),
]
candidate: list[URLPattern] = [path("", candidate_views.home, name="home")]
facilitator: list[URLPattern] = [path("", facilitator_views.home, name="home")]
partner: list[URLPattern] = [path("", partner_views.home, name="home")]
office: list[URLPattern] = [path("", office_views.home, name="home"), path("find/", office_views.find, name="find")]
