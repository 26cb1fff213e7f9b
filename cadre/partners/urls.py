"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.partners.views import public as publics
from cadre.partners.views import token as tokens
from cadre.partners.views.office import bank as office_bank
from cadre.partners.views.office import changes as office_changes
from cadre.partners.views.office import codes as office_codes
from cadre.partners.views.office import details as office_details
from cadre.partners.views.office import memoranda as office_memoranda
from cadre.partners.views.office import memorandum_texts as office_texts
from cadre.partners.views.office import partners as offices
from cadre.partners.views.office import profile as office_profile
from cadre.partners.views.partner import bank as partner_bank
from cadre.partners.views.partner import codes as partner_codes
from cadre.partners.views.partner import details as partner_details
from cadre.partners.views.partner import memoranda as partner_memoranda
from cadre.partners.views.partner import profile as partner_profile

public = [
    path("partners/", publics.directory, name="directory"),
    path("partners/<slug:slug>/", publics.partner, name="partner"),
]

token = [
    path("memorandum/<str:token>/", tokens.signing, name="signing"),
    path("memorandum/<str:token>/document/", tokens.document, name="signing_document"),
    path("memorandum/<str:token>/signature/", tokens.signature, name="signing_signature"),
    path("memorandum/<str:token>/declining/", tokens.declining, name="signing_declining"),
]

partner = [
    path("memoranda/", partner_memoranda.memoranda, name="memoranda"),
    path("memoranda/<str:ref>/", partner_memoranda.memorandum, name="memorandum"),
    path("memoranda/<str:ref>/document/", partner_memoranda.document, name="memorandum_document"),
    path("memoranda/<str:ref>/signature/", partner_memoranda.signature, name="memorandum_signature"),
    path("memoranda/<str:ref>/signatory/", partner_memoranda.signatory, name="memorandum_signatory"),
    path("memoranda/<str:ref>/declining/", partner_memoranda.declining, name="memorandum_declining"),
    path("code/", partner_codes.codes_page, name="codes"),
    path("code/<int:pk>/poster/", partner_codes.poster, name="poster"),
    path("code/<int:pk>/rotation/", partner_codes.rotation, name="rotation"),
    path("partnership/", partner_details.own, name="own"),
    path("partnership/<slug:slug>/", partner_details.details, name="details"),
    path("partnership/<slug:slug>/profile/", partner_profile.profile, name="profile"),
    path("partnership/<slug:slug>/profile/approval/", partner_profile.profile_sending, name="profile_sending"),
    path("partnership/<slug:slug>/profile/return/", partner_profile.profile_back, name="profile_back"),
    path("partnership/<slug:slug>/bank/", partner_bank.bank, name="bank"),
    path("partnership/<slug:slug>/bank/change/", partner_bank.bank_change, name="bank_change"),
    path("partnership-bank/<int:payee>/return/", partner_bank.bank_back, name="bank_back"),
    path("partnership/<slug:slug>/details/", partner_details.edit, name="edit"),
    path("partnership/<slug:slug>/host-school/", partner_details.host, name="host"),
    path("partnership/<slug:slug>/schools/", partner_details.schools, name="schools"),
    path("partnership/<slug:slug>/schools/removal/", partner_details.school_removal, name="school_removal"),
    path("partnership/<slug:slug>/people/", partner_details.people, name="people"),
    path("partnership/<slug:slug>/people/new/", partner_details.person_new, name="person_new"),
    path("partnership/<slug:slug>/venues/", partner_details.venues, name="venues"),
    path("partnership/<slug:slug>/venues/new/", partner_details.venue_new, name="venue_new"),
    path("partnership-people/<int:contact>/", partner_details.person, name="person"),
    path("partnership-people/<int:contact>/ending/", partner_details.person_ending, name="person_ending"),
    path("partnership-people/<int:contact>/invitation/", partner_details.person_again, name="person_again"),
    path("partnership-venues/<int:venue>/", partner_details.venue, name="venue"),
    path("partnership-venues/<int:venue>/checklist/", partner_details.venue_checks, name="venue_checks"),
    path("partnership-venues/<int:venue>/retirement/", partner_details.venue_retiring, name="venue_retiring"),
    path("partnership-venues/<int:venue>/return/", partner_details.venue_back, name="venue_back"),
]

office = [
    path("partners/", offices.partner_list, name="list"),
    path("partners/new/", office_details.prospect, name="prospect"),
    path("partners/changes/<int:change>/return/", office_changes.change_back, name="change_back"),
    path("partners/<slug:slug>/change/", office_changes.change, name="change"),
    path("partners/bank/", office_bank.banks, name="banks"),
    path("partners/bank/<int:payee>/", office_bank.bank, name="bank"),
    path("partners/bank/<int:payee>/confirmation/", office_bank.bank_confirmation, name="bank_confirmation"),
    path("partners/bank/<int:payee>/refusal/", office_bank.bank_refusal, name="bank_refusal"),
    path("partners/profiles/", office_profile.profiles, name="profiles"),
    path("partners/profiles/<int:version>/", office_profile.version, name="version"),
    path("partners/profiles/<int:version>/approval/", office_profile.approval, name="approval"),
    path("partners/profiles/<int:version>/returning/", office_profile.returning, name="returning"),
    path("partners/<slug:slug>/profile/", office_profile.profile, name="profile"),
    path("partners/<slug:slug>/profile/approval/", office_profile.profile_sending, name="profile_sending"),
    path("partners/<slug:slug>/profile/return/", office_profile.profile_back, name="profile_back"),
    path("partners/codes/<int:pk>/rotation/", office_codes.rotation, name="rotation"),
    path("partners/codes/<int:pk>/expiry/", office_codes.expiry, name="expiry"),
    path("partners/<slug:slug>/", offices.partner, name="partner"),
    path("partners/<slug:slug>/bank/", office_bank.bank_taking_down, name="bank_taking_down"),
    path("partners/<slug:slug>/codes/", office_codes.issue, name="issue"),
    path("partners/<slug:slug>/details/", office_details.edit, name="edit"),
    path("partners/<slug:slug>/host-school/", office_details.host, name="host"),
    path("partners/<slug:slug>/schools/", office_details.schools, name="schools"),
    path("partners/<slug:slug>/schools/removal/", office_details.school_removal, name="school_removal"),
    path("partners/<slug:slug>/people/", office_details.people, name="people"),
    path("partners/<slug:slug>/people/new/", office_details.person_new, name="person_new"),
    path("partners/<slug:slug>/venues/", office_details.venues, name="venues"),
    path("partners/<slug:slug>/venues/new/", office_details.venue_new, name="venue_new"),
    path("partner-people/<int:contact>/", office_details.person, name="person"),
    path("partner-people/<int:contact>/ending/", office_details.person_ending, name="person_ending"),
    path("partner-people/<int:contact>/invitation/", office_details.person_again, name="person_again"),
    path("partner-venues/<int:venue>/", office_details.venue, name="venue"),
    path("partner-venues/<int:venue>/checklist/", office_details.venue_checks, name="venue_checks"),
    path("partner-venues/<int:venue>/retirement/", office_details.venue_retiring, name="venue_retiring"),
    path("partner-venues/<int:venue>/return/", office_details.venue_back, name="venue_back"),
    path("partners/<slug:slug>/memoranda/", office_memoranda.drafting, name="drafting"),
    path("partners/<slug:slug>/memoranda/paper/", office_memoranda.paper, name="paper"),
    path("memoranda/", office_memoranda.memoranda, name="memoranda"),
    path("memoranda/texts/", office_texts.texts, name="texts"),
    path("memoranda/texts/writing/", office_texts.writing, name="writing"),
    path("memoranda/texts/<int:version>/", office_texts.text, name="text"),
    path("memoranda/texts/<int:version>/publication/", office_texts.publication, name="publication"),
    path("memoranda/<str:ref>/", office_memoranda.memorandum, name="memorandum"),
    path("memoranda/<str:ref>/document/", office_memoranda.document, name="memorandum_document"),
    path("memoranda/<str:ref>/sending/", office_memoranda.sending, name="sending"),
    path("memoranda/<str:ref>/reminder/", office_memoranda.reminder, name="memorandum_reminder"),
    path("memoranda/<str:ref>/signatory/", office_memoranda.naming, name="naming"),
    path("memoranda/<str:ref>/countersignature/", office_memoranda.countersignature, name="countersignature"),
    path("memoranda/<str:ref>/recall/", office_memoranda.recall, name="recall"),
    path("memoranda/<str:ref>/dropping/", office_memoranda.dropping, name="dropping"),
    path("memoranda/<str:ref>/ending/", office_memoranda.ending, name="ending"),
]
