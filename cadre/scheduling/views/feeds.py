"""Everybody's own calendar feed: made, shown once, ended; and the file that a calendar reads."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from cadre.lib import clock
from cadre.messages.calendars import feed_file as written
from cadre.people.access import page, signed_in
from cadre.scheduling.access import feeds_visible_to
from cadre.scheduling.actions import end_feed, make_feed, note_reading
from cadre.scheduling.feeding import entries_of
from cadre.scheduling.queries.feeds import feed_of

FRESH_SECONDS = 900
NEXT = 5


@page("calendar_feed", "E", "signed_in")
def feed_page(request: HttpRequest) -> HttpResponse:
    """A press makes a new address, which is on the answer to that press alone."""
    user, today, address = signed_in(request), clock.today(), ""
    if request.method == "POST" and request.POST.get("end"):
        if end_feed(user, now=clock.now()):
            messages.success(request, "The address leads nowhere any more.")
        return redirect("public:scheduling:feed_page")
    if request.method == "POST":
        token = make_feed(user, now=clock.now())
        address = settings.SITE_URL + reverse("token:scheduling:feed", args=[token])
    context = {
        "address": address,
        "feed": feeds_visible_to(user).first(),
        "entries": [one for one in entries_of(user, today=today) if one.ends.date() >= today][:NEXT],
    }
    return render(request, "scheduling/public/feed.html", context)


@page("calendar_feed", "V", "token")
def feed_file(request: HttpRequest, token: str) -> HttpResponse:
    """The file as it is now; a calendar that has it already is told so. Whose it is stands nowhere in it."""
    found = feed_of(token)
    if found is None:
        raise Http404
    today = clock.today()
    note_reading(found, today=today)
    body, mark = written(entries_of(found.user, today=today))
    etag = quote_etag(mark)
    answer = get_conditional_response(request, etag=etag, response=None)
    if answer is None:
        answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = 'inline; filename="dates.ics"'
        answer["ETag"] = etag
    patch_cache_control(answer, private=True, max_age=FRESH_SECONDS)
    return answer
