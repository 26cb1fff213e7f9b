"""Signing a document in the browser: what is signed is exactly the bytes that were shown."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cadre.documents.models import Document, Signature
from cadre.lib.errors import Refusal

LONGEST_AGENT = 200


class NotWhatWasShown(Refusal):
    """The document that was read is not the one that would be signed."""


class SignedAlready(Refusal):
    """Somebody signed for this party before. `signature` is theirs."""

    def __init__(self, sentence: str, signature: Signature) -> None:
        super().__init__(sentence)
        self.signature = signature


@dataclass(frozen=True)
class Signing:
    """One press: who says they sign, under which words, having been shown the bytes of which fingerprint (`seen`).

    `proof`: how they are known, such as “signed in as head@school.example”.
    """

    name: str
    role: str
    consent: str
    seen: str
    address: str | None = None
    agent: str = ""
    proof: str = ""


@transaction.atomic
def sign(document: Document, signing: Signing, *, party: str, now: datetime) -> Signature:
    """Keep who signed `document` for `party`. The same person again is the signature they gave.

    The caller holds the row the document belongs to, and records the journal entry. Raises `NotWhatWasShown`, and
    `SignedAlready` when somebody else was first.
    """
    if signing.seen != document.sha256:
        raise NotWhatWasShown(
            "This is not the document you read: another was sent meanwhile. Read the new one, then sign it."
        )
    given = {
        "name": signing.name,
        "role": signing.role,
        "consent": signing.consent,
        "sha256": document.sha256,
        "signed_at": now,
        "address": signing.address,
        "agent": signing.agent[:LONGEST_AGENT],
        "proof": signing.proof,
    }
    kept, new = Signature.objects.get_or_create(document=document, party=party, defaults=given)
    if not new and (kept.name.casefold(), kept.role.casefold()) != (signing.name.casefold(), signing.role.casefold()):
        raise SignedAlready(f"{kept.name}, {kept.role}, has signed this already.", kept)
    return kept
