"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.facilitators.views import office as offices

office = [
    path("facilitators/", offices.facilitator_list, name="list"),
    path("facilitators/<int:pk>/", offices.facilitator, name="facilitator"),
]
