"""This room's pages, one list per audience. `portals` mounts them."""

from types import ModuleType

from django.urls import URLPattern, path

from cadre.delivery.views import facilitator as facilitator_views
from cadre.delivery.views import office as office_views


def _register(views: ModuleType) -> list[URLPattern]:
    at = "events/<str:ref>/register/"
    return [
        path(at, views.register, name="register"),
        path(f"{at}marks/", views.marks, name="marks"),
        path(f"{at}people/<str:enrolment>/", views.attendance, name="attendance"),
        path(f"{at}people/<str:enrolment>/correction/", views.correction, name="correction"),
        path(f"{at}completion/", views.completion, name="completion"),
        path(f"{at}reopening/", views.reopening, name="reopening"),
        path(f"{at}joiners/", views.joiners, name="joiners"),
        path("events/<str:ref>/paper-register/", views.paper_register, name="paper_register"),
    ]


facilitator: list[URLPattern] = _register(facilitator_views)
office: list[URLPattern] = _register(office_views)
