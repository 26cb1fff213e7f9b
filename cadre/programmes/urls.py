"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.programmes.views import distance as distances
from cadre.programmes.views import office as offices
from cadre.programmes.views import public as publics

public = [
    path("qualifications/", publics.compare, name="compare"),
    path("qualifications/<slug:slug>/", publics.qualification, name="qualification"),
]

office = [
    path("intakes/", offices.intake_list, name="list"),
    path("intakes/new/", offices.new_intake, name="new"),
    path("intakes/<slug:slug>/", offices.intake, name="intake"),
    path("distance-learning/<slug:slug>/", distances.model, name="distance_model"),
    path("intakes/<slug:slug>/next/", offices.next_intake, name="next"),
    path("intakes/<slug:slug>/next/none/", offices.no_next, name="no_next"),
    path("intakes/<slug:slug>/confirmation/", offices.confirmation, name="confirmation"),
]
