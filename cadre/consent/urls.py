"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.consent.views import candidate as candidates
from cadre.consent.views import partner as partners
from cadre.consent.views import token as tokens
from cadre.consent.views.office import acting, answering, rounds

token = [
    path("place/<str:token>/", tokens.offer, name="offer"),
    path("place/<str:token>/acceptance/", tokens.acceptance, name="acceptance"),
    path("place/<str:token>/declining/", tokens.declining, name="declining"),
]

candidate = [
    path("offers/", candidates.offers, name="offers"),
    path("offers/<str:ref>/", candidates.offer, name="offer"),
    path("offers/<str:ref>/acceptance/", candidates.acceptance, name="acceptance"),
    path("offers/<str:ref>/declining/", candidates.declining, name="declining"),
]

partner = [
    path("agreements/", partners.agreements, name="agreements"),
    path("agreements/<str:ref>/", partners.agreement, name="agreement"),
    path("agreements/<str:ref>/answer/", partners.answer, name="answer"),
]

office = [
    path("consent/", rounds.rounds, name="rounds"),
    path("consent/asking/<str:plan>/", rounds.starting, name="starting"),
    path("consent/partners/<str:ref>/", acting.answering, name="answering"),
    path("consent/offers/<str:ref>/answering/", answering.offer_answering, name="offer_answering"),
    path("consent/<str:ref>/", rounds.round_page, name="round"),
    path("consent/<str:ref>/candidates/", acting.candidates, name="candidates"),
    path("consent/<str:ref>/planning/", acting.planning, name="planning"),
    path("consent/<str:ref>/reminders/", acting.reminders, name="reminders"),
    path("consent/<str:ref>/taking-back/", acting.taking_back, name="taking_back"),
    path("consent/<str:ref>/calling-off/", acting.calling_off, name="calling_off"),
]
