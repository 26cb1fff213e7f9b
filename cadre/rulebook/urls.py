"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import URLPattern, path

from cadre.rulebook.views import office as views

office: list[URLPattern] = [
    path("rules/", views.rules, name="rules"),
    path("rules/<slug:policy>/", views.policy, name="policy"),
    path("rules/<slug:policy>/new/", views.addition, name="addition"),
    path("rules/<slug:policy>/<int:pk>/", views.change, name="change"),
    path("rules/<slug:policy>/<int:pk>/end/", views.ending, name="ending"),
    path("rules/<slug:policy>/<int:pk>/withdrawal/", views.withdrawal, name="withdrawal"),
]
