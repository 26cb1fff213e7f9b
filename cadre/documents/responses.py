from django.http import HttpResponse
from django.utils.http import content_disposition_header

from cadre.documents.models import Document


def pdf_response(document: Document | bytes, filename: str | None = None) -> HttpResponse:
    """A PDF to download, never cached or sniffed. `filename` defaults to the stored document's own."""
    content = bytes(document.content) if isinstance(document, Document) else document
    name = filename or (document.filename if isinstance(document, Document) else "document.pdf")
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store, private",
        },
    )
