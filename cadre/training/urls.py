"""This room's pages, one list per audience. `portals` mounts them."""

from types import ModuleType

from django.urls import URLPattern, path

from cadre.training.views import facilitator as facilitators
from cadre.training.views import helper as helpers
from cadre.training.views import partner as partners
from cadre.training.views.office import assisting, helping, planning, register, sessions


def _register(views: ModuleType) -> list[URLPattern]:
    at = "training/<str:ref>/register/<int:number>/"
    return [
        path(at, views.register, name="register"),
        path(f"{at}marks/", views.marks, name="marks"),
        path(f"{at}people/<str:place>/", views.attendance, name="attendance"),
        path(f"{at}people/<str:place>/correction/", views.correction, name="correction"),
        path(f"{at}completion/", views.completion, name="completion"),
        path(f"{at}reopening/", views.reopening, name="reopening"),
        path(f"{at}joiners/", views.joiners, name="joiners"),
        path(f"{at}paper/", views.paper_register, name="paper_register"),
    ]


facilitator = [
    path("training/", facilitators.own, name="own"),
    path("training/helping/", facilitators.helping, name="helping"),
    path("training/<str:ref>/booking/", facilitators.booking, name="booking"),
    path("training/<str:ref>/declining/", facilitators.declining, name="declining"),
    path("training/<str:ref>/confirmation/", facilitators.confirmation, name="confirmation"),
    path("training/<str:ref>/cannot-help/", helpers.cannot_help, name="cannot_help"),
    *_register(helpers),
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
    path("training/<str:ref>/change/", planning.changing, name="changing"),
    path("training/<str:ref>/helpers/", assisting.assigning, name="assigning"),
    path("training/<str:ref>/helpers/<int:pk>/release/", assisting.releasing, name="releasing"),
    *_register(register),
    path("training/<str:ref>/accreditation/", register.accreditation, name="accreditation"),
]
