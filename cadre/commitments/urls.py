"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.commitments.views import office as offices
from cadre.commitments.views import partner as partners

partner = [
    path("promises/", partners.promises, name="promises"),
    path("activities/", partners.activities, name="activities"),
]

office = [
    path("activities/", offices.activities, name="activities"),
    path("activities/several/", offices.several, name="several"),
    path("promises/", offices.promises, name="promises"),
    path("promises/<slug:slug>/", offices.partner, name="partner"),
    path("promises/<slug:slug>/activities/", offices.activity, name="activity"),
    path("promises/<slug:slug>/call/", offices.call, name="call"),
]
