from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, models, transaction

from cadre.documents.models import Document
from cadre.documents.rehearsing import is_undrawn
from cadre.documents.rendering import render
from cadre.documents.text import clean


def store(
    *,
    kind: str,
    template: str,
    title: str,
    filename: str,
    data: dict[str, Any],
    now: datetime,
    subject: models.Model | None = None,
    dedupe_key: str | None = None,
) -> Document:
    """Draw a document and keep it for good, with the data it was drawn from.

    With a `dedupe_key` ("invoice:OLP-000123") a second call answers with the first document. The caller
    records the journal entry, since only it knows what happened. Raises `DocumentDataError` as `render` does.
    """
    if dedupe_key and (kept := _kept(dedupe_key)):
        return kept
    data = clean(data)
    content = b"" if is_undrawn() else render(template, data)
    try:
        with transaction.atomic():
            return Document.objects.create(
                kind=kind,
                template=template,
                title=clean(title),
                filename=filename,
                subject_kind=subject._meta.label_lower if subject else "",
                subject_id=str(subject.pk) if subject else "",
                dedupe_key=dedupe_key or None,
                content=content,
                sha256=sha256(content).hexdigest(),
                data=data,
                created_at=now,
            )
    except IntegrityError:
        if dedupe_key and (kept := _kept(dedupe_key)):
            return kept
        raise


def _kept(dedupe_key: str) -> Document | None:
    return Document.objects.filter(dedupe_key=dedupe_key).first()
