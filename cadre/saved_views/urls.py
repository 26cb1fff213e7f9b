from django.urls import URLPattern, path

from cadre.saved_views.views import own as views

public: list[URLPattern] = [
    path("account/views/", views.views, name="list"),
    path("account/views/new/", views.saving, name="saving"),
    path("account/views/<int:view>/", views.view, name="view"),
    path("account/views/<int:view>/content/", views.replacement, name="replacement"),
    path("account/views/<int:view>/removal/", views.removal, name="removal"),
]
