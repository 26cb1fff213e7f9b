"""The page that says whether a file is one of ours."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cadre.documents.checking import found_by
from cadre.documents.forms import CheckForm
from cadre.lib import clock


def verify(request: HttpRequest) -> HttpResponseBase:
    """What it is, when it was signed, and whether it counts. Names stay in the file its holder has."""
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    context: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        context |= {"asked": True, "found": found_by(form.fingerprint, clock.today()), "fingerprint": form.fingerprint}
    return render(request, "documents/verify.html", context, status=422 if form.errors else 200)
