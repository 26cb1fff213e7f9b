"""This room's pages. `portals` mounts them."""

from django.urls import path

from cadre.formation.views import board as boards
from cadre.formation.views import deciding, mails
from cadre.formation.views import office as offices

OFFERING = "formation/<slug:intake>/<slug:qualification>/"

office = [
    path("formation/plans/<str:ref>/", offices.plan, name="plan"),
    path("formation/plans/<str:ref>/board/", boards.board, name="board"),
    path("formation/plans/<str:ref>/people/", offices.people, name="people"),
    path("formation/plans/<str:ref>/pins/", deciding.pinning, name="pinning"),
    path("formation/plans/<str:ref>/what-if/", deciding.what_if, name="what_if"),
    path("formation/plans/<str:ref>/cancellation/", deciding.cancellation, name="cancellation"),
    path("formation/plans/<str:ref>/carrying-out/", deciding.carrying_out, name="carrying_out"),
    path("formation/plans/<str:ref>/mails/", mails.mails, name="mails"),
    path("formation/plans/<str:ref>/mails/listing/", mails.listing, name="listing"),
    path("formation/plans/<str:ref>/mails/cancellation/", mails.listing_cancellation, name="listing_cancellation"),
    path("formation/plans/<str:ref>/mails/choices/", mails.choices, name="choices"),
    path("formation/plans/<str:ref>/mails/<int:number>/", mails.mail, name="mail"),
    path("formation/plans/<str:ref>/undoing/", deciding.undoing, name="undoing"),
    path(OFFERING, offices.plans, name="plans"),
    path(f"{OFFERING}asking/", offices.asking, name="asking"),
    path(f"{OFFERING}comparison/", offices.comparison, name="comparison"),
]
