"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import URLPattern, path

from cadre.groups.views import candidate as candidates
from cadre.groups.views import office as boards
from cadre.groups.views import office_group as groups
from cadre.groups.views import partner as partners

candidate: list[URLPattern] = [path("places/<str:ref>/", candidates.my_place, name="place")]
partner: list[URLPattern] = [
    path("recruitment/", partners.recruitment, name="recruitment"),
    path("groups/<str:ref>/", partners.group, name="group"),
]
BOARD = "boards/<slug:intake>/<slug:qualification>/"
office: list[URLPattern] = [
    path("groups/", boards.boards, name="boards"),
    path("groups/<str:ref>/", groups.group, name="group"),
    path("groups/<str:ref>/people/", groups.joining, name="joining"),
    path("groups/<str:ref>/closing/", groups.closing, name="closing"),
    path("groups/<str:ref>/reopening/", groups.reopening, name="reopening"),
    path("places/<str:ref>/move/", groups.move, name="move"),
    path("places/<str:ref>/leaving/", groups.leaving, name="leaving"),
    path(BOARD, boards.board, name="board"),
    path(f"{BOARD}placing/", boards.placing, name="placing"),
    path(f"{BOARD}groups/", boards.opening, name="opening"),
]
