"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.partners.views import office as offices
from cadre.partners.views import partner as partners
from cadre.partners.views import public as publics

public = [
    path("partners/", publics.directory, name="directory"),
    path("partners/<slug:slug>/", publics.partner, name="partner"),
]

partner = [
    path("code/", partners.codes_page, name="codes"),
    path("code/<int:pk>/poster/", partners.poster, name="poster"),
    path("code/<int:pk>/rotation/", partners.rotation, name="rotation"),
]

office = [
    path("partners/", offices.partner_list, name="list"),
    path("partners/codes/<int:pk>/rotation/", offices.rotation, name="rotation"),
    path("partners/codes/<int:pk>/expiry/", offices.expiry, name="expiry"),
    path("partners/<slug:slug>/", offices.partner, name="partner"),
    path("partners/<slug:slug>/codes/", offices.issue, name="issue"),
]
