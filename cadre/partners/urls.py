"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.partners.views import public as publics
from cadre.partners.views.office import codes as office_codes
from cadre.partners.views.office import partners as offices
from cadre.partners.views.partner import codes as partner_codes

public = [
    path("partners/", publics.directory, name="directory"),
    path("partners/<slug:slug>/", publics.partner, name="partner"),
]

partner = [
    path("code/", partner_codes.codes_page, name="codes"),
    path("code/<int:pk>/poster/", partner_codes.poster, name="poster"),
    path("code/<int:pk>/rotation/", partner_codes.rotation, name="rotation"),
]

office = [
    path("partners/", offices.partner_list, name="list"),
    path("partners/codes/<int:pk>/rotation/", office_codes.rotation, name="rotation"),
    path("partners/codes/<int:pk>/expiry/", office_codes.expiry, name="expiry"),
    path("partners/<slug:slug>/", offices.partner, name="partner"),
    path("partners/<slug:slug>/codes/", office_codes.issue, name="issue"),
]
