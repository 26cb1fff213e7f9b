"""Addresses under `/ui/`, mounted in development and demo mode."""

from django.urls import path

from cadre.ui import views

app_name = "ui"
urlpatterns = [path("", views.gallery, name="gallery"), path("poll/", views.poll, name="poll")]
