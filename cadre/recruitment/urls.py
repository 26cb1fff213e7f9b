"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.recruitment.views import moving, reminding, starting
from cadre.recruitment.views import office as offices
from cadre.recruitment.views import partner as partners
from cadre.recruitment.views import token as tokens

office = [
    path("intakes/<slug:intake>/registration/", moving.registration, name="registration"),
    path("intakes/<slug:intake>/start/", starting.start, name="start"),
    path("recruitment/", offices.index, name="index"),
    path("recruitment/<slug:intake>/reminders/", reminding.reminders, name="reminders"),
    path("recruitment/<slug:intake>/<slug:qualification>/", offices.cockpit, name="cockpit"),
]

partner = [
    path("viability/", partners.viability, name="viability"),
    path("viability/<str:ref>/reminders/", partners.reminders, name="reminders"),
]

token = [path("reminders/<str:token>/", tokens.no_reminders, name="no_reminders")]
