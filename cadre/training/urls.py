"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.training.views import facilitator as facilitators
from cadre.training.views import partner as partners
from cadre.training.views.office import helping, planning, register, sessions

facilitator = [
    path("training/", facilitators.own, name="own"),
    path("training/helping/", facilitators.helping, name="helping"),
    path("training/<str:ref>/booking/", facilitators.booking, name="booking"),
    path("training/<str:ref>/declining/", facilitators.declining, name="declining"),
    path("training/<str:ref>/confirmation/", facilitators.confirmation, name="confirmation"),
]

partner = [
    path("training/", partners.hosting, name="hosting"),
    path("training/<str:ref>/", partners.answer, name="answer"),
]

office = [
    path("training/", sessions.session_list, name="sessions"),
    path("training/demand/", planning.demand, name="demand"),
    path("training/helpers/", helping.helpers, name="helpers"),
    path("training/helpers/<int:pk>/", helping.asking, name="asking"),
    path("training/new/<slug:kind>/", planning.planning, name="planning"),
    path("training/<str:ref>/", sessions.session, name="session"),
    path("training/<str:ref>/invitations/", sessions.invitations, name="invitations"),
    path("training/<str:ref>/calling-off/", sessions.calling_off, name="calling_off"),
    path("training/<str:ref>/register/<int:number>/", register.register, name="register"),
    path("training/<str:ref>/completion/", register.completion, name="completion"),
    path("training/<str:ref>/reopening/", register.reopening, name="reopening"),
    path("training/<str:ref>/accreditation/", register.accreditation, name="accreditation"),
]
