"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.applications.views import draft, payer, sponsor, submitted
from cadre.applications.views import partner as partners
from cadre.applications.views import public as publics
from cadre.applications.views.office import application as applications
from cadre.applications.views.office import (
    bulk,
    case,
    codes,
    confirmations,
    decisions,
    deferral,
    duplicates,
    equality,
    funds,
    lists,
    payers,
    reasons,
    scholarship,
    sponsors,
    totals,
    what_if,
    workplaces,
)

public = [path("apply/<slug:slug>/", publics.start, name="start")]

token = [
    path("application/link/", draft.lost, name="lost"),
    path("application/link/<str:token>/", draft.resume, name="resume"),
    path("application/<str:ref>/", draft.draft, name="draft"),
    path("application/<str:ref>/check/", draft.check, name="check"),
    path("application/<str:ref>/price/", draft.why, name="why"),
    path("application/<str:ref>/later/", draft.later, name="later"),
    path("application/<str:ref>/status/", submitted.status, name="status"),
    path("application/<str:ref>/answer/", submitted.answer, name="answer"),
    path("application/<str:ref>/withdrawal/", submitted.withdrawal, name="withdrawal"),
    path("application/<str:ref>/later-start/", submitted.later_start, name="later_start"),
    path("application/<str:ref>/other-sponsor/", submitted.sponsor, name="sponsor"),
    path("application/<str:ref>/payer/", payer.payer, name="payer"),
    path("application/<str:ref>/<slug:slug>/", draft.step, name="step"),
    path("sponsor/link/", sponsor.lost, name="sponsor_lost"),
    path("sponsor/<str:token>/", sponsor.sponsored, name="sponsored"),
    path("sponsor/<str:token>/confirmations/", sponsor.confirmations, name="confirmations"),
    path("sponsor/<str:token>/<str:ref>/", sponsor.sponsorship, name="sponsorship"),
    path("sponsor/<str:token>/<str:ref>/confirmation/", sponsor.confirmation, name="sponsor_confirmation"),
    path("sponsor/<str:token>/<str:ref>/refusal/", sponsor.refusal, name="sponsor_refusal"),
    path("sponsor/<str:token>/<str:ref>/invoice/", sponsor.invoice, name="sponsor_invoice"),
]

candidate = [
    path("applications/<str:ref>/", submitted.application, name="application"),
    path("applications/<str:ref>/answer/", submitted.own_answer, name="answer"),
    path("applications/<str:ref>/withdrawal/", submitted.own_withdrawal, name="withdrawal"),
    path("applications/<str:ref>/later-start/", submitted.own_later_start, name="later_start"),
    path("applications/<str:ref>/sponsor/", submitted.own_sponsor, name="sponsor"),
    path("applications/<str:ref>/payer/", payer.own_payer, name="payer"),
    path("applications/<str:ref>/price/", submitted.why, name="why"),
]

partner = [path("people/", partners.application_list, name="list")]

office = [
    path("applications/", lists.application_list, name="list"),
    path("applications/conflicts/", lists.conflicts, name="conflicts"),
    path("applications/conflicts/settling/", codes.settling, name="settling"),
    path("applications/totals/", totals.totals, name="totals"),
    path("applications/equality/", equality.counts, name="equality"),
    path("applications/workplaces/", workplaces.workplace_list, name="workplaces"),
    path("applications/districts/", workplaces.district_list, name="districts"),
    path("applications/scholarships/", confirmations.confirmations, name="confirmations"),
    path("applications/scholarships/fund/", confirmations.fund, name="fund"),
    path("applications/scholarships/fund/new/", funds.new_fund, name="new_fund"),
    path("applications/scholarships/moves/", confirmations.moves, name="moves"),
    path("applications/what-if/", what_if.what_if, name="what_if"),
    path("applications/sponsor-reminders/", sponsors.reminders, name="sponsor_reminders"),
    path("applications/payers/", payers.payers, name="payers"),
    path("applications/worklist/", lists.worklist, name="worklist"),
    path("applications/reasons/", reasons.reason_list, name="reasons"),
    path("applications/duplicates/", duplicates.pair_list, name="duplicates"),
    path("applications/duplicates/<int:pk>/", duplicates.pair, name="duplicate"),
    path("applications/duplicates/<int:pk>/merging/", duplicates.merging, name="merging"),
    path("applications/bulk/defer/", bulk.deferrals, name="bulk_defer"),
    path("applications/bulk/<slug:verb>/", bulk.together, name="bulk"),
    path("applications/<str:ref>/", applications.application, name="application"),
    path("applications/<str:ref>/acceptance/", decisions.acceptance, name="acceptance"),
    path("applications/<str:ref>/declining/", decisions.declining, name="declining"),
    path("applications/<str:ref>/question/", decisions.question, name="question"),
    path("applications/<str:ref>/workplace/", workplaces.find, name="workplace"),
    path("applications/<str:ref>/trust/", workplaces.trust, name="trust"),
    path("applications/<str:ref>/officer/", case.officer, name="officer"),
    path("applications/<str:ref>/evidence/", case.evidence, name="evidence"),
    path("applications/<str:ref>/later-start/", deferral.deferral, name="deferral"),
    path("applications/<str:ref>/later-start/refusal/", deferral.refusal, name="deferral_refusal"),
    path("applications/<str:ref>/reopening/", case.reopening, name="reopening"),
    path("applications/<str:ref>/school/", decisions.school, name="school"),
    path("applications/<str:ref>/settlement/", scholarship.settlement, name="settlement"),
    path("applications/<str:ref>/sponsor/", sponsors.sponsor, name="sponsor"),
    path("applications/<str:ref>/sponsor/request/", sponsors.request_again, name="sponsor_request"),
    path("applications/<str:ref>/price/", applications.why, name="why"),
    path("applications/<str:ref>/arrangements/", applications.arrangements, name="arrangements"),
]
