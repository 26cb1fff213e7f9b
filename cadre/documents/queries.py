from django.conf import settings
from django.db.models import Model

from cadre.documents.models import Document, DocumentQuerySet
from cadre.documents.shapes import Provider


def documents_about(subject: Model, *, kind: str | None = None) -> DocumentQuerySet:
    """Documents of one subject, newest first, without their bytes. Who may see the subject is the caller's to check."""
    documents = Document.objects.about(subject).without_content()
    return documents.filter(kind=kind) if kind else documents


def latest_document(subject: Model, *, kind: str) -> Document | None:
    return Document.objects.about(subject).filter(kind=kind).first()


def provider_details() -> Provider:
    """The letterhead from the deployment's settings, as every template takes it."""
    details = settings.PROVIDER
    return {
        "name": details["name"],
        "address": [part.strip() for part in details["address"].split(",") if part.strip()],
        "phone": details["phone"],
        "email": details["email"],
        "registration": details.get("registration") or None,
    }
