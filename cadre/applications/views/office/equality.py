"""What people answered to the equality questions: counts of ten and more, nothing else."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cadre.applications.queries import equality_tables
from cadre.people.access import page


@page("equality_monitoring", "L", "office", totals=True)
def counts(request: HttpRequest) -> HttpResponseBase:
    """One table a question for each qualification and intake that has ten answers."""
    return render(request, "applications/office/equality.html", {"offerings": equality_tables()})
