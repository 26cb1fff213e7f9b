"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.staffing.views import briefings, invitations, substituting
from cadre.staffing.views import facilitator as facilitators
from cadre.staffing.views import office as offices
from cadre.staffing.views import token as tokens

token = [
    path("invitation/<str:token>/", tokens.invitation, name="invitation"),
    path("invitation/<str:token>/acceptance/", tokens.acceptance, name="acceptance"),
    path("invitation/<str:token>/declining/", tokens.declining, name="declining"),
]

facilitator = [
    path("briefings/", briefings.mine, name="briefings"),
    path("briefings/<str:ref>/", briefings.briefing, name="briefing"),
    path("briefings/<str:ref>/setting/", briefings.setting, name="setting"),
    path("briefings/<str:ref>/keeping/", briefings.keeping, name="keeping"),
    path("invitations/", facilitators.invitations, name="invitations"),
    path("invitations/<str:ref>/", facilitators.invitation, name="invitation"),
    path("invitations/<str:ref>/acceptance/", facilitators.acceptance, name="acceptance"),
    path("invitations/<str:ref>/declining/", facilitators.declining, name="declining"),
]

office = [
    path("staffing/", offices.suggestions, name="suggestions"),
    path("staffing/asking/", offices.asking, name="asking"),
    path("staffing/events/<str:ref>/", substituting.standing_in, name="standing_in"),
    path("staffing/events/<str:ref>/ended/", substituting.standing_in_ended, name="standing_in_ended"),
    path("staffing/events/<str:ref>/there/", substituting.cover_ended, name="cover_ended"),
    path("staffing/events/<str:ref>/visit/", substituting.visiting, name="visiting"),
    path("staffing/events/<str:ref>/visit/off/", substituting.visit_off, name="visit_off"),
    path("staffing/briefings/", briefings.every, name="briefings"),
    path("staffing/briefings/<str:ref>/", briefings.office_briefing, name="briefing"),
    path("staffing/briefings/<str:ref>/setting/", briefings.office_setting, name="office_setting"),
    path("staffing/briefings/<str:ref>/keeping/", briefings.office_keeping, name="office_keeping"),
    path("staffing/invitations/", invitations.invitations, name="invitations"),
    path("staffing/invitations/<str:ref>/", invitations.invitation, name="invitation"),
    path("staffing/invitations/<str:ref>/withdrawal/", invitations.withdrawal, name="withdrawal"),
    path("staffing/invitations/<str:ref>/reminder/", invitations.reminder, name="reminder"),
    path("staffing/invitations/<str:ref>/next/", invitations.following, name="following"),
    path("staffing/groups/<str:ref>/asking/", offices.for_group, name="for_group"),
    path("staffing/<str:ref>/", offices.suggestion, name="suggestion"),
    path("staffing/<str:ref>/anew/", offices.anew, name="anew"),
    path("staffing/<str:ref>/cancellation/", offices.cancellation, name="cancellation"),
    path("staffing/<str:ref>/invitations/", offices.sending, name="sending"),
    path("staffing/<str:ref>/groups/<str:group>/", offices.deciding, name="deciding"),
]
