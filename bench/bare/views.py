"""One template; one form whose session remembers how often it was sent; and one that is asked on many pages."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bench.bare.models import Answer, Draft

PAGES = 13
"""As many as an application sends."""


class AnswerForm(forms.ModelForm):
    class Meta:
        model = Answer
        fields = ("name", "email")


class LineForm(forms.Form):
    words = forms.CharField(max_length=100)


def page(request: HttpRequest) -> HttpResponse:
    return render(request, "bare_page.html", {"lines": [f"Line {number}" for number in range(20)]})


def form(request: HttpRequest) -> HttpResponse:
    asked = AnswerForm(request.POST or None)
    if asked.is_valid():
        asked.save()
        request.session["sent"] = request.session.get("sent", 0) + 1
        return redirect("/thanks/")
    return render(request, "bare_form.html", {"form": asked})


def one_of_many(request: HttpRequest, number: int) -> HttpResponse:
    """One question a page, saved at every step, and asked again with what was answered."""
    draft = Draft._default_manager.filter(pk=request.session.get("draft")).first() or Draft()
    asked = LineForm(request.POST or None, initial={"words": draft.answers.get(str(number))})
    if asked.is_valid():
        draft.answers[str(number)] = asked.cleaned_data["words"]
        draft.save()
        request.session["draft"] = draft.pk
        return redirect(f"/pages/{number + 1}/" if number < PAGES else "/thanks/")
    return render(request, "bare_form.html", {"form": asked})


def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "bare_page.html", {"lines": [f"Sent: {request.session.get('sent', 0)}"]})
