"""A stored document keeps its bytes and its data, once and for good."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.db import transaction

from cadre.documents.actions import store
from cadre.documents.checks import DocumentDataError
from cadre.documents.models import Document, DocumentIsFinal
from cadre.documents.queries import documents_about, latest_document, provider_details
from cadre.documents.rendering import render
from cadre.documents.responses import pdf_response
from cadre.documents.samples import INVOICE, SAMPLES

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


def store_invoice(**changes):
    arguments = {
        "kind": "invoice",
        "template": "invoice",
        "title": "Invoice OLP-000123",
        "filename": "invoice-OLP-000123.pdf",
        "data": INVOICE,
        "now": NOW,
    }
    return store(**(arguments | changes))


def test_a_document_keeps_its_bytes_and_the_data_they_came_from():
    document = Document.objects.get(pk=store_invoice().pk)
    assert bytes(document.content) == render("invoice", INVOICE)
    assert document.sha256 == sha256(document.content).hexdigest()
    assert bytes(document.content) == render(document.template, document.data)
    assert document.created_at == NOW


def test_storing_twice_with_one_key_keeps_the_first():
    first = store_invoice(dedupe_key="invoice:OLP-000123")
    again = store_invoice(dedupe_key="invoice:OLP-000123", data={**INVOICE, "terms": "Other"})
    assert first == again
    assert Document.objects.count() == 1
    assert store_invoice() != first


def test_wrong_data_store_nothing():
    with pytest.raises(DocumentDataError):
        store_invoice(data={**INVOICE, "total": 1})
    assert Document.objects.count() == 0


def test_a_stored_document_is_never_changed_or_deleted():
    document = store_invoice()
    document.title = "Another"
    for attempt in (
        document.save,
        document.delete,
        lambda: Document.objects.update(title="Another"),
        lambda: Document.objects.bulk_update([document], ["title"]),
        lambda: Document.objects.all().delete(),
    ):
        with pytest.raises(DocumentIsFinal), transaction.atomic():
            attempt()
    assert Document.objects.get().title == "Invoice OLP-000123"


def test_documents_are_found_by_their_subject_without_reading_their_bytes(django_assert_num_queries):
    subject = store_invoice()
    schedule = store_invoice(
        kind="contract_schedule",
        template="contract_schedule",
        data=SAMPLES["contract_schedule"][1],
        subject=subject,
    )
    credit = store_invoice(kind="credit_note", data=SAMPLES["credit_note"][1], subject=subject)
    with django_assert_num_queries(1):
        assert [document.kind for document in documents_about(subject)] == ["credit_note", "contract_schedule"]
    assert latest_document(subject, kind="contract_schedule") == schedule
    assert list(documents_about(subject, kind="credit_note")) == [credit]
    assert documents_about(credit).count() == 0


def test_a_pdf_is_answered_as_a_download_that_nobody_caches():
    response = pdf_response(store_invoice())
    assert response.content.startswith(b"%PDF-")
    assert {name: response[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="invoice-OLP-000123.pdf"',
        "X-Content-Type-Options": "nosniff",
    }
    assert "no-store" in response["Cache-Control"]
    assert "filename*=utf-8''Si%C3%A2n.pdf" in pdf_response(b"%PDF-", "Siân.pdf")["Content-Disposition"]


def test_the_letterhead_comes_from_the_settings(settings):
    settings.PROVIDER = {"name": "OLP", "address": "1 Foundry Yard, Leicester", "phone": "1", "email": "a@b.example"}
    assert provider_details() == {
        "name": "OLP",
        "address": ["1 Foundry Yard", "Leicester"],
        "phone": "1",
        "email": "a@b.example",
        "registration": None,
    }
