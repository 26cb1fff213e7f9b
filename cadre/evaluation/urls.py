"""This room's pages, one list per audience. `portals` mounts them."""

from types import ModuleType

from django.urls import URLPattern, path

from cadre.evaluation.views import facilitator as facilitator_views
from cadre.evaluation.views import office as office_views
from cadre.evaluation.views import partner as partner_views
from cadre.evaluation.views import token as token_views


def _reports(views: ModuleType) -> list[URLPattern]:
    return [
        path("evaluations/", views.reports, name="reports"),
        path("events/<str:ref>/evaluation/", views.report, name="report"),
    ]


token: list[URLPattern] = [path("evaluation/<str:token>/", token_views.answer, name="answer")]
facilitator: list[URLPattern] = _reports(facilitator_views)
partner: list[URLPattern] = _reports(partner_views)
office: list[URLPattern] = _reports(office_views)
