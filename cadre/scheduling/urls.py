"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import URLPattern, path

from cadre.scheduling.views import dissolving
from cadre.scheduling.views import facilitator as facilitators
from cadre.scheduling.views import office as offices
from cadre.scheduling.views import partner as partners

partner: list[URLPattern] = [
    path("events/", partners.events, name="events"),
    path("groups/<str:ref>/dates/", partners.dates, name="dates"),
    path("groups/<str:ref>/dates/<int:number>/", partners.pick, name="pick"),
]
facilitator: list[URLPattern] = [
    path("groups/<str:ref>/", facilitators.group, name="group"),
]
office: list[URLPattern] = [
    path("events/", offices.events, name="events"),
    path("groups/<str:ref>/schedule/", offices.group, name="group"),
    path("groups/<str:ref>/schedule/<int:number>/", offices.pick, name="pick"),
    path("groups/<str:ref>/facilitators/", offices.team, name="team"),
    path("groups/<str:ref>/facilitators/<int:pk>/release/", offices.leave, name="leave"),
    path("groups/<str:ref>/confirmation/", offices.confirmation, name="confirmation"),
    path("groups/<str:ref>/shortfall/together/", dissolving.merging, name="merging"),
    path("groups/<str:ref>/restoring/", dissolving.restoring, name="restoring"),
]
