"""The gallery: every component with invented values, for those who write pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines

from cadre.ui.sample_values import sample_values
from cadre.ui.samples import SAMPLES

COLOURS = (
    "ink ink-soft line-strong line canvas paper brand-deep brand brand-mid brand-tint accent accent-tint "
    "positive positive-tint caution caution-tint critical critical-tint"
).split()


def gallery(request: HttpRequest) -> HttpResponse:
    """Development and demo only: whoever mounts it decides that."""
    templates, values = engines["django"], sample_values()
    shown = [(sample, templates.from_string(sample.source).render(values, request)) for sample in SAMPLES]
    return render(request, "ui/gallery.html", {"samples": shown, "colours": COLOURS})


def poll(request: HttpRequest) -> HttpResponse:
    """The fragment that the “Updates itself” sample fetches."""
    return HttpResponse('<p class="flush">13 of 17 have answered, fetched again</p>')
