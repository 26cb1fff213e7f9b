"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import URLPattern, path

from cadre.scheduling.views import answering, around, dissolving, feeds, timelines
from cadre.scheduling.views import facilitator as facilitators
from cadre.scheduling.views import office as offices
from cadre.scheduling.views import partner as partners

public: list[URLPattern] = [
    path("account/calendar/", feeds.feed_page, name="feed_page"),
]
token: list[URLPattern] = [
    path("calendar/<str:token>/dates.ics", feeds.feed_file, name="feed"),
    path("date/<str:token>/", answering.can_come, name="can_come"),
]
partner: list[URLPattern] = [
    path("events/", partners.events, name="events"),
    path("groups/<str:ref>/dates/", partners.dates, name="dates"),
    path("groups/<str:ref>/dates/<int:number>/", partners.pick, name="pick"),
    path("groups/<str:ref>/dates/<int:number>/hold/", partners.hold, name="hold"),
    path("groups/<str:ref>/dates/<int:number>/swap/", partners.swap, name="swap"),
]
facilitator: list[URLPattern] = [
    path("groups/<str:ref>/", facilitators.group, name="group"),
]
office: list[URLPattern] = [
    path("events/", offices.events, name="events"),
    path("groups/<str:ref>/schedule/", offices.group, name="group"),
    path("groups/<str:ref>/schedule/<int:number>/", offices.pick, name="pick"),
    path("groups/<str:ref>/schedule/<int:number>/hold/", offices.hold, name="hold"),
    path("groups/<str:ref>/schedule/<int:number>/swap/", offices.swap, name="swap"),
    path("events/holidays/", around.holidays, name="holidays"),
    path("events/holidays/withdrawal/", around.withdrawal, name="holiday_withdrawal"),
    path("intakes/<slug:intake>/<slug:qualification>/timeline/", timelines.timeline, name="timeline"),
    path("groups/<str:ref>/facilitators/", offices.team, name="team"),
    path("groups/<str:ref>/facilitators/<int:pk>/release/", offices.leave, name="leave"),
    path("groups/<str:ref>/confirmation/", offices.confirmation, name="confirmation"),
    path("groups/<str:ref>/shortfall/together/", dissolving.merging, name="merging"),
    path("groups/<str:ref>/restoring/", dissolving.restoring, name="restoring"),
]
