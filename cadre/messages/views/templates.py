from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from cadre.messages import actions, rules
from cadre.messages.access import may_activate, templates_visible_to
from cadre.messages.forms import TemplateForm, example_values
from cadre.messages.mail import Kind, kind_named
from cadre.messages.queries import kind_rows, words_in_use


def templates(request: HttpRequest) -> HttpResponse:
    """Every kind of message, with the words in use and the versions that wait for a second person."""
    return render(request, "messages/office/templates.html", {"rows": kind_rows()})


def template(request: HttpRequest, key: str) -> HttpResponse:
    """One kind: its words as a reader gets them, its fields, its versions."""
    kind = _kind(key)
    version, subject, body = words_in_use([key])[key]
    versions = templates_visible_to(request.roles).filter(kind=key)  # type: ignore[attr-defined]
    page = {
        "kind": kind,
        "version": version,
        "rendered": rules.render(subject, body, example_values(kind)),
        "versions": [(row, may_activate(request.user.pk, row)) for row in versions],
    }
    return render(request, "messages/office/template.html", page)


def wording(request: HttpRequest, key: str) -> HttpResponse:
    """Write a version: previewed as it will be sent, saved for a second person to put into use."""
    kind = _kind(key)
    newest = templates_visible_to(request.roles).filter(kind=key).first()  # type: ignore[attr-defined]
    subject, body = (newest.subject, newest.body) if newest else (kind.subject, kind.body)
    start = {"subject": subject, "body": body, "based_on": newest.version if newest else 0}
    form = TemplateForm(request.POST or None, initial=start)
    preview, theirs = None, None
    if form.is_valid():
        words = {"subject": form.cleaned_data["subject"], "body": form.cleaned_data["body"]}
        try:
            if "preview" in request.POST:
                actions.refuse_faults(kind, **words)
                preview = rules.render(**words, values=example_values(kind))
            else:
                actions.save_template(kind, **form.cleaned_data, now=clock.now(), by=request.user)
                notices.success(request, "Saved. Somebody else reads it and puts it into use.")
                return redirect("office:messages:template", key=key)
        except Conflict as conflict:
            theirs = conflict.theirs
            form = TemplateForm({**words, "based_on": theirs["version"]})
            form.add_refusal(conflict)
        except Refusal as refusal:
            form.add_refusal(refusal)
    page = {"kind": kind, "form": form, "preview": preview, "theirs": theirs}
    return render(request, "messages/office/wording.html", page)


def activation(request: HttpRequest, key: str, version: int) -> HttpResponse:
    """POST: put a version into use."""
    rows = templates_visible_to(request.roles)  # type: ignore[attr-defined]
    found = get_object_or_404(rows, kind=_kind(key).key, version=version)
    try:
        actions.activate_template(found, now=clock.now(), by=request.user)
        notices.success(request, f"Version {version} is in use for every message written from now on.")
    except Refusal as refusal:
        notices.error(request, str(refusal))
    return redirect("office:messages:template", key=key)


def _kind(key: str) -> Kind:
    try:
        return kind_named(key)
    except LookupError as unknown:
        raise Http404 from unknown
