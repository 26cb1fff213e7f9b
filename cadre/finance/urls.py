"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import URLPattern, path

from cadre.finance.views import changed, fees, invoices, payments, places, statements, successors
from cadre.finance.views import facilitator as facilitators
from cadre.finance.views import partner as partners

partner: list[URLPattern] = [
    path("statements/", partners.statements, name="statements"),
    path("statements/<slug:partner>/<slug:intake>/paper/", partners.paper, name="statement_paper"),
    path("schedules/<str:number>/<int:version>/", partners.schedule, name="schedule"),
]
facilitator: list[URLPattern] = [
    path("pay/", facilitators.pay, name="pay"),
    path("pay/schedules/<str:number>/<int:version>/", facilitators.schedule, name="schedule"),
    path("pay/schedules/<str:number>/<int:version>/acceptance/", facilitators.acceptance, name="schedule_acceptance"),
]
office: list[URLPattern] = [
    path("finance/invoices/", invoices.invoices, name="invoices"),
    path("finance/invoices/<str:number>/", invoices.invoice, name="invoice"),
    path("finance/invoices/<str:number>/paper/", invoices.paper, name="paper"),
    path("finance/invoices/<str:number>/credit/", invoices.credit, name="credit"),
    path("finance/invoices/<str:number>/purchase-order/", invoices.purchase_order, name="purchase_order"),
    path("finance/places/", places.places, name="places"),
    path("finance/places/invoicing/", places.invoicing, name="invoicing"),
    path("finance/places/<str:ref>/invoice/", places.invoice_place, name="invoice_place"),
    path("finance/places/<str:ref>/correction/", changed.correction, name="correction"),
    path("finance/changed-prices/", changed.changed, name="changed"),
    path("finance/changed-prices/correcting/", changed.correcting, name="correcting"),
    path("finance/numbers/", invoices.numbers, name="numbers"),
    path("finance/fees/", fees.fees, name="fees"),
    path("finance/fees/<str:ref>/", fees.fee, name="fee"),
    path("finance/fees/<str:ref>/decision/", fees.decision, name="decision"),
    path("finance/schedules/", fees.schedules, name="schedules"),
    path("finance/schedules/<str:number>/<int:version>/", fees.schedule, name="schedule"),
    path("finance/schedules/<str:number>/<int:version>/acceptance/", fees.schedule_page, name="schedule_page"),
    path("finance/statements/", statements.statements, name="statements"),
    path("finance/statements/approving/", statements.approving, name="approving"),
    path("finance/statements/<slug:partner>/<slug:intake>/", statements.one, name="statement"),
    path("finance/statements/<slug:partner>/<slug:intake>/paper/", statements.paper, name="statement_paper"),
    path("finance/statements/<slug:partner>/<slug:intake>/approval/", payments.approval, name="approval"),
    path("finance/payments/", payments.payments, name="payments"),
    path("finance/runs/", payments.runs, name="runs"),
    path("finance/payments/runs/", payments.run_making, name="run_making"),
    path("finance/payments/runs/<str:number>/", payments.run, name="run"),
    path("finance/payments/runs/<str:number>/file/", payments.run_file, name="run_file"),
    path("finance/payments/runs/<str:number>/cancelling/", payments.run_cancelling, name="run_cancelling"),
    path("finance/payments/<slug:partner>/taking-back/", payments.taking_back, name="taking_back"),
    path("finance/payments/<slug:partner>/merger/", successors.successor, name="successor"),
]
