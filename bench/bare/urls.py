from django.urls import path

from bench.bare import views

urlpatterns = [
    path("", views.page),
    path("form/", views.form),
    path("pages/<int:number>/", views.one_of_many),
    path("thanks/", views.thanks),
]
