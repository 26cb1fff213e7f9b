"""The office writes down what somebody answered to an offer on the phone, in person or by letter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.consent import actions
from cadre.consent.access import may_answer_offer_for, offers_made_in_rounds
from cadre.consent.forms import SaidForm
from cadre.consent.queries.offers import for_page, shown
from cadre.lib import clock
from cadre.lib.dates import LONDON
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in


@page("seat_consent", "A", "office")
def offer_answering(request: HttpRequest, ref: str) -> HttpResponseBase:
    """What was offered, who answered it, how and when. By the rules of their own press; they are told by mail."""
    user, now = signed_in(request), clock.now()
    row = get_object_or_404(for_page(offers_made_in_rounds(user)), ref=ref)
    seen = shown(row, now=now, urls={})
    here = now.astimezone(LONDON)
    form = SaidForm(
        request.POST if request.method == "POST" else None,
        presses=[(option, words) for option, words, *_ in seen["presses"]],
        initial={"who": row.application.name, "on": here.date(), "at": here.time()},
    )
    if request.method == "GET" and not may_answer_offer_for(user, row):
        messages.warning(request, f"{row}: {row.get_state_display().lower()}. There is nothing to answer.")
        return redirect("office:consent:round", row.round.ref)
    if form.is_valid():
        try:
            actions.answer_for(row, form.cleaned_data["answer"], form.said(), by=user, now=now)
            messages.success(request, f"The answer of {row} is kept, and they were told by mail.")
            return redirect("office:consent:round", row.round.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = seen | {"form": form, "lines": [where for where in (seen["where"], *_words(seen["days"])) if where]}
    return render(request, "consent/office/offer_answering.html", context, status=422 if form.errors else 200)


def _words(days: list[tuple[str, str]]) -> list[str]:
    return [f"{title}: {words}" for title, words in days]
