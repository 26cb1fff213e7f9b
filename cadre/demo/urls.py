"""The demo's own pages."""

from django.urls import URLPattern, path

from cadre.demo.views import pages

app_name = "demo"
urlpatterns: list[URLPattern] = [
    path("sign-in/", pages.sign_in_as, name="sign_in_as"),
    path("date/", pages.date, name="date"),
    path("mails/", pages.mails, name="mails"),
    path("mails/<uuid:pk>/", pages.mail, name="mail"),
]
