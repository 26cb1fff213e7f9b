"""The form, opened by its mailed link: no sign-in, and nothing happens until it is sent."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from cadre.evaluation.access import links_of
from cadre.evaluation.actions import AlreadyAnswered, Closed, submit_answers
from cadre.evaluation.forms import AnswerForm
from cadre.evaluation.models import Invitation
from cadre.evaluation.queries import asked_at, staff_of
from cadre.evaluation.states import SHOWN_FROM
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page

ALSO = (
    "invitation__questionnaire",
    "invitation__event__element",
    "invitation__event__venue",
    "invitation__event__group__partner",
    "invitation__event__group__offering__qualification",
)
ANONYMOUS = {"head_note": "No name is asked"}


@page("evaluation_response", "C", "token")
def answer(request: HttpRequest, token: str) -> HttpResponse:
    link = links_of(token).select_related(*ALSO).first()
    if link is None:
        return _closed(request)
    invitation = link.invitation
    if invitation.has_answered:
        return _answered(request, invitation)
    if invitation.withdrawn_at is not None or clock.now() >= invitation.expires_at:
        return _closed(request)
    staff = staff_of(invitation.event)
    questions = asked_at(invitation.event, invitation.questionnaire)
    form = AnswerForm(questions, staff, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            submit_answers(invitation, form.given(), now=clock.now())
            return HttpResponseRedirect(f"{request.path}?sent=1", status=303)
        except AlreadyAnswered:
            return _answered(request, invitation)
        except Closed:
            return _closed(request)
        except Refusal as refusal:
            form.add_refusal(refusal)
    given = {"form": form, "invitation": invitation, "event": invitation.event, "staff": staff, "from": SHOWN_FROM}
    return render(request, "evaluation/token/answer.html", given | ANONYMOUS, status=422 if form.errors else 200)


def _answered(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    given = {"event": invitation.event, "just_sent": "sent" in request.GET and request.method == "GET"}
    return render(request, "evaluation/token/answered.html", given | ANONYMOUS)


def _closed(request: HttpRequest) -> HttpResponse:
    """Unknown, expired and taken back look the same."""
    return render(request, "evaluation/token/closed.html", ANONYMOUS, status=404)
