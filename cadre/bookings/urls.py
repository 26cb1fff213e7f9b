"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.bookings.views import candidate as candidates
from cadre.bookings.views import waiting
from cadre.bookings.views.office import queue

token = [
    path("waiting/<str:token>/", waiting.waiting, name="waiting"),
    path("waiting/<str:token>/acceptance/", waiting.acceptance, name="acceptance"),
    path("waiting/<str:token>/declining/", waiting.declining, name="declining"),
    path("waiting/<str:token>/leaving/", waiting.leaving, name="leaving"),
]

candidate = [
    path("waiting/", candidates.waits, name="waits"),
    path("waiting/wish/", candidates.wish, name="wish"),
    path("waiting/<str:ref>/", candidates.entry, name="entry"),
    path("waiting/<str:ref>/acceptance/", candidates.acceptance, name="acceptance"),
    path("waiting/<str:ref>/declining/", candidates.declining, name="declining"),
    path("waiting/<str:ref>/leaving/", candidates.leaving, name="leaving"),
]

office = [
    path("waiting/", queue.queue, name="queue"),
    path("waiting/removals/", queue.removals, name="removals"),
    path("waiting/offers/", queue.offers, name="offers"),
    path("waiting/joining/", queue.joining, name="joining"),
    path("waiting/<str:ref>/", queue.entry, name="entry"),
    path("waiting/<str:ref>/removal/", queue.removal, name="removal"),
    path("waiting/<str:ref>/taking-back/", queue.taking_back, name="taking_back"),
    path("waiting/<str:ref>/splitting/", queue.splitting, name="splitting"),
]
