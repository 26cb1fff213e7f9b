"""The form to sign a document with, and what was pressed in it: the same for every kind of document."""

from django.http import HttpRequest

from cadre.documents.forms import SignForm
from cadre.documents.models import Document
from cadre.documents.signing import Signing


def sign_form(document: Document | None, data: object = None, *, consent: str, **initial: str) -> SignForm:
    """`consent` are the words beside the box, kept as they are shown. `initial`: name and role."""
    return SignForm(data, initial={"seen": document.sha256 if document else "", **initial}, consent=consent)


def signing_of(request: HttpRequest, form: SignForm, *, proof: str) -> Signing:
    """What was pressed, with from where: the address of the connection, and the browser's name for itself."""
    said = form.cleaned_data
    return Signing(
        name=said["name"],
        role=said["role"],
        consent=form.consent,
        seen=said["seen"],
        address=request.META.get("REMOTE_ADDR") or None,
        agent=request.headers.get("User-Agent", ""),
        proof=proof,
    )
