"""One template; and one form whose session remembers how often it was sent."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bench.bare.models import Answer


class AnswerForm(forms.ModelForm):
    class Meta:
        model = Answer
        fields = ("name", "email")


def page(request: HttpRequest) -> HttpResponse:
    return render(request, "bare_page.html", {"lines": [f"Line {number}" for number in range(20)]})


def form(request: HttpRequest) -> HttpResponse:
    asked = AnswerForm(request.POST or None)
    if asked.is_valid():
        asked.save()
        request.session["sent"] = request.session.get("sent", 0) + 1
        return redirect("/thanks/")
    return render(request, "bare_form.html", {"form": asked})


def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "bare_page.html", {"lines": [f"Sent: {request.session.get('sent', 0)}"]})
