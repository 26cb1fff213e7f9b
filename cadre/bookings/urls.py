"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.bookings.views import booking, invited, lead, waiting
from cadre.bookings.views import candidate as candidates
from cadre.bookings.views.office import bookings, queue

public = [path("book/", booking.start, name="start")]

token = [
    path("waiting/<str:token>/", waiting.waiting, name="waiting"),
    path("waiting/<str:token>/acceptance/", waiting.acceptance, name="acceptance"),
    path("waiting/<str:token>/declining/", waiting.declining, name="declining"),
    path("waiting/<str:token>/leaving/", waiting.leaving, name="leaving"),
    path("invited/<str:token>/", invited.invited, name="invited"),
    path("invited/<str:token>/application/", invited.starting, name="starting"),
    path("invited/<str:token>/link/", invited.linking, name="linking"),
    path("invited/<str:token>/turning-down/", invited.turning_down, name="turning_down"),
    path("booking/link/", booking.lost, name="lost"),
    path("booking/link/<str:token>/", booking.resume, name="resume"),
    path("booking/<str:ref>/", lead.booking, name="booking"),
    path("booking/<str:ref>/check/", booking.check, name="check"),
    path("booking/<str:ref>/more/", lead.adding, name="adding"),
    path("booking/<str:ref>/invoice/", lead.billing, name="billing"),
    path("booking/<str:ref>/reminders/", lead.reminders, name="reminders"),
    path("booking/<str:ref>/withdrawal/", lead.ending, name="ending"),
    path("booking/<str:ref>/place/<int:number>/", lead.place, name="place"),
    path("booking/<str:ref>/<slug:slug>/", booking.step, name="step"),
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
    path("bookings/", bookings.bookings, name="bookings"),
    path("bookings/reminders/", bookings.reminding, name="reminding"),
    path("bookings/<str:ref>/", bookings.booking, name="booking"),
    path("bookings/<str:ref>/more/", bookings.adding, name="adding"),
    path("bookings/<str:ref>/invoice/", bookings.billing, name="billing"),
    path("bookings/<str:ref>/reminders/", bookings.reminders, name="reminders"),
    path("bookings/<str:ref>/withdrawal/", bookings.ending, name="ending"),
    path("bookings/<str:ref>/place/<int:number>/", bookings.place, name="place"),
]
