"""A partner's own codes: the link, the QR code to print, and a new code in place of the old."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners import actions, codes
from cadre.partners.access import codes_visible_to, may_rotate_code, partners_led_by, why_closed
from cadre.partners.forms import EndCodeForm
from cadre.people.access import page, signed_in


@page("allocation_code", "L", "partner")
def codes_page(request: HttpRequest) -> HttpResponseBase:
    """Each partner the person speaks for, with its present codes."""
    user, today = signed_in(request), clock.today()
    partners = [
        (
            one,
            why_closed(one, today),
            [
                codes.sheet(code, today)
                for code in codes_visible_to(user).on(today).filter(partner=one).select_related("partner")
            ],
        )
        for one in partners_led_by(user, today=today)
    ]
    return render(request, "partners/partner/codes.html", {"partners": partners})


@page("allocation_code", "V", "partner")
def poster(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One page to print: the code, the QR code, and where it leads."""
    user, today = signed_in(request), clock.today()
    code = get_object_or_404(codes_visible_to(user).on(today).select_related("partner"), pk=pk)
    if closed := why_closed(code.partner, today):
        messages.warning(request, closed)
        return redirect("partner:partners:codes")
    return render(request, "partners/partner/poster.html", {"sheet": codes.sheet(code, today), "partner": code.partner})


@page("allocation_code", "A", "partner")
def rotation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Replace a code, after saying what that does."""
    user, today = signed_in(request), clock.today()
    code = get_object_or_404(codes_visible_to(user).select_related("partner"), pk=pk)
    if not may_rotate_code(user, code):
        raise Http404
    form = EndCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.rotate_code(code, by=user, today=today, ends_on=form.cleaned_data["ends_on"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{made.shown} is your code now. {code.shown} {codes.until(code, today)}.")
            return redirect("partner:partners:codes")
    context = {"form": form, "code": code}
    return render(request, "partners/partner/rotation.html", context, status=422 if form.errors else 200)
