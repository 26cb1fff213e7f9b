from django.urls import path

from bench.bare import views

urlpatterns = [path("", views.page), path("form/", views.form), path("thanks/", views.thanks)]
