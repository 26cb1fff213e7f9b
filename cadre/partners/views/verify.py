"""The page that says whether a file is one of ours."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cadre.lib import clock
from cadre.partners.forms.memoranda import CheckForm
from cadre.partners.queries.memoranda import found_by_fingerprint, signatures_of
from cadre.people.access import page


@page("document_check", "V", "public", methods=["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponseBase:
    """Which memorandum, when it was signed, and whether it is in force. Names stay in the file its holder has."""
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    context: dict[str, object] = {"form": form, "today": clock.today()}
    if form.is_bound and form.is_valid():
        found = found_by_fingerprint(form.fingerprint)
        context |= {"asked": True, "found": found, "fingerprint": form.fingerprint}
        if found:
            context["in_force"] = found.memorandum.is_in_force_on(clock.today())
            context["signatures"] = signatures_of(found.memorandum)
    return render(request, "partners/public/verify.html", context, status=422 if form.errors else 200)
