from django.urls import URLPattern, path

from cadre.exports.views import sheets as views

public: list[URLPattern] = [
    path("account/spreadsheets/", views.sheets, name="sheets"),
    path("account/spreadsheets/<uuid:sheet>/", views.sheet, name="sheet"),
    path("account/spreadsheets/<uuid:sheet>/file/", views.content, name="content"),
    path("account/spreadsheets/<uuid:sheet>/removal/", views.removal, name="removal"),
]
