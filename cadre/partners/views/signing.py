"""What the pages of a partner's lead and of a mailed link share: reading a memorandum, signing and declining it."""

from django.contrib import messages
from django.http import HttpRequest

from cadre.documents import pressing
from cadre.documents.forms import SignForm
from cadre.journal.actions import Actor
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners import actions
from cadre.partners.forms.memoranda import WhyForm
from cadre.partners.models import Memorandum
from cadre.partners.queries import memoranda as queries
from cadre.partners.states import MEMORANDUM_WORKFLOW, Party

CONSENT = (
    "I have read this memorandum and have the authority to sign it for {party}. My typed name stands for my "
    "signature, and is kept with the time, my network address and the fingerprint of the file."
)


def consent_of(memorandum: Memorandum, party: str) -> str:
    """The words beside the box, as they are shown and kept."""
    return CONSENT.format(party=memorandum.partner.name if party == Party.PARTNER else "the provider")


def sign_form(memorandum: Memorandum, data: object = None, *, party: str = Party.PARTNER, **initial: str) -> SignForm:
    return pressing.sign_form(memorandum.document, data, consent=consent_of(memorandum, party), **initial)


def shown(memorandum: Memorandum, *, evidence: bool) -> dict[str, object]:
    """What every page of one memorandum shows."""
    today = clock.today()
    return {
        "memorandum": memorandum,
        "sections": queries.sections_of(memorandum, today),
        "signatures": [(_for_whom(memorandum, one.party), one) for one in queries.signatures_of(memorandum)],
        "evidence": evidence,
        "open": MEMORANDUM_WORKFLOW.allows("sign", memorandum.state),
        "today": today,
    }


def _for_whom(memorandum: Memorandum, party: str) -> str:
    return f"For {memorandum.partner.short_name}" if party == Party.PARTNER else "For the provider"


def signed(
    request: HttpRequest, memorandum: Memorandum, form: SignForm, *, by: Actor, proof: str, code: str | None = None
) -> bool:
    """Sign for the partner as pressed, or say in the form what stands in the way. `code`: signed by a mailed link."""
    if not form.is_valid():
        return False
    signing, now = pressing.signing_of(request, form, proof=proof), clock.now()
    try:
        if code is None:
            actions.sign_memorandum(memorandum, signing, by=by, now=now)
        else:
            actions.sign_by_link(memorandum, signing, code=code, by=by, now=now)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    typed, named = form.cleaned_data["name"], memorandum.signatory_name
    messages.success(request, "Signed. The provider countersigns, and then both sides get the signed copy.")
    if named and named.casefold() != typed.casefold():
        messages.warning(request, f"It was sent to {named} to sign, and {typed} signed. Both are on record.")
    return True


def declined(request: HttpRequest, memorandum: Memorandum, form: WhyForm, *, by: Actor) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.decline_memorandum(memorandum, reason=form.cleaned_data["reason"], by=by, now=clock.now())
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    messages.success(request, "Declined. The provider reads why, and gets in touch.")
    return True
