"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.recruitment.views import office as offices

office = [
    path("recruitment/", offices.index, name="index"),
    path("recruitment/<slug:intake>/<slug:qualification>/", offices.cockpit, name="cockpit"),
]
