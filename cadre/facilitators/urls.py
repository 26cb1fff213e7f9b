"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.facilitators.views import days
from cadre.facilitators.views import facilitator as facilitators
from cadre.facilitators.views import office as offices

facilitator = [
    path("availability/", facilitators.availability, name="availability"),
    path("availability/weeks/", facilitators.weeks, name="weeks"),
    path("availability/away/", facilitators.away, name="away"),
    path("availability/away/<int:away>/removal/", facilitators.back, name="back"),
]

office = [
    path("facilitators/", offices.facilitator_list, name="list"),
    path("facilitators/away-though-booked/", days.clashes, name="clashes"),
    path("facilitators/<int:pk>/", offices.facilitator, name="facilitator"),
    path("facilitators/<int:pk>/availability/", days.availability, name="availability"),
    path("facilitators/<int:pk>/availability/weeks/", days.weeks, name="weeks"),
    path("facilitators/<int:pk>/availability/away/", days.away, name="away"),
    path("facilitators/<int:pk>/availability/away/<int:away>/removal/", days.back, name="back"),
]
