"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.groups.views import candidate as candidates
from cadre.groups.views import every, people, shortfalls, size
from cadre.groups.views import office as offices
from cadre.groups.views import partner as partners

BOARD = "groups/boards/<slug:intake>/<slug:qualification>/"

office = [
    path("groups/", offices.boards, name="boards"),
    path(BOARD, offices.board, name="board"),
    path(f"{BOARD}waiting/", offices.waiting, name="waiting"),
    path(f"{BOARD}placing/", offices.placing, name="placing"),
    path(f"{BOARD}opening/", offices.opening, name="opening"),
    path(f"{BOARD}distance/", offices.distance, name="distance"),
    path("groups/all/", every.every, name="every"),
    path("groups/shortfalls/", shortfalls.listing, name="shortfalls"),
    path("groups/<str:ref>/", people.group, name="group"),
    path("groups/<str:ref>/shortfall/", shortfalls.deciding, name="shortfall"),
    path("groups/<str:ref>/joining/", people.joining, name="joining"),
    path("groups/<str:ref>/closing/", people.closing, name="closing"),
    path("groups/<str:ref>/size/", size.resizing, name="resizing"),
    path("groups/<str:ref>/reopening/", people.reopening, name="reopening"),
    path("places/<str:ref>/move/", people.move, name="move"),
    path("places/<str:ref>/release/", people.release, name="release"),
    path("places/<str:ref>/withdrawal/", people.withdrawal, name="withdrawal"),
]

partner = [
    path("recruitment/", partners.recruitment, name="recruitment"),
    path("groups/<str:ref>/", partners.group, name="group"),
]

candidate = [path("places/<str:ref>/", candidates.place, name="place")]
