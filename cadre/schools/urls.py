"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.schools.views import public as publics
from cadre.schools.views.office import schools as offices

public = [path("schools/", publics.search, name="search")]

office = [
    path("schools/", offices.school_list, name="list"),
    path("schools/<str:urn>/", offices.school, name="school"),
]
