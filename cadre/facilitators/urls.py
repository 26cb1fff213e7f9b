"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.facilitators.views import accreditation, days
from cadre.facilitators.views import facilitator as facilitators
from cadre.facilitators.views import office as offices
from cadre.facilitators.views.associates import office as deciding
from cadre.facilitators.views.associates import partner as nominating
from cadre.facilitators.views.associates import public as applying
from cadre.facilitators.views.associates import referee

public = [
    path("facilitators/apply/", applying.start, name="associate_start"),
]

token = [
    path("associate/lost/", applying.lost, name="associate_lost"),
    path("associate/resume/<str:token>/", applying.resume, name="associate_resume"),
    path("associate/<str:ref>/", applying.associate, name="associate"),
    path("associate/<str:ref>/check/", applying.associate_check, name="associate_check"),
    path("associate/<str:ref>/<slug:slug>/", applying.associate_step, name="associate_step"),
    path("reference/<str:token>/", referee.reference, name="reference"),
]

partner = [
    path("facilitators/nominations/", nominating.nominations, name="nominations"),
    path("facilitators/nominations/new/", nominating.nominating, name="nominating"),
]

facilitator = [
    path("availability/", facilitators.availability, name="availability"),
    path("availability/weeks/", facilitators.weeks, name="weeks"),
    path("availability/away/", facilitators.away, name="away"),
    path("availability/away/<int:away>/removal/", facilitators.back, name="back"),
]

office = [
    path("facilitators/", offices.facilitator_list, name="list"),
    path("facilitators/away-though-booked/", days.clashes, name="clashes"),
    path("facilitators/applications/", deciding.associates, name="associates"),
    path("facilitators/applications/<str:ref>/", deciding.associate, name="associate"),
    path("facilitators/applications/<str:ref>/checks/<slug:kind>/", deciding.check, name="associate_check"),
    path("facilitators/applications/<str:ref>/referees/", deciding.referees, name="associate_referees"),
    path("facilitators/applications/<str:ref>/acceptance/", deciding.acceptance, name="associate_acceptance"),
    path("facilitators/applications/<str:ref>/declining/", deciding.declining, name="associate_declining"),
    path("facilitators/applications/<str:ref>/question/", deciding.question, name="associate_question"),
    path("facilitators/<int:pk>/", offices.facilitator, name="facilitator"),
    path("facilitators/<int:pk>/accreditations/<slug:qualification>/renewal/", accreditation.renewal, name="renewal"),
    path("facilitators/<int:pk>/availability/", days.availability, name="availability"),
    path("facilitators/<int:pk>/availability/weeks/", days.weeks, name="weeks"),
    path("facilitators/<int:pk>/availability/away/", days.away, name="away"),
    path("facilitators/<int:pk>/availability/away/<int:away>/removal/", days.back, name="back"),
]
