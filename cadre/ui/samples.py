"""What `/ui/` shows: every component as a page would write it. The values it is given are in `sample_values.py`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """A panel of the gallery. `wide` takes the whole row, `flush` has no padding."""

    title: str
    end: str
    source: str
    wide: bool = False
    flush: bool = False


SAMPLES = [
    Sample(
        "Buttons",
        "one primary per view",
        '{% button "Save and continue" %}\n{% button "Preview 6 mails" "secondary" %}\n'
        '{% button "Withdraw Tom Reed" "warning" %}\n{% button "Small, in tables" "secondary" small=True href="#" %}',
    ),
    Sample(
        "Tags",
        "a state, never decoration",
        '{% tag "Runs" "good" %} {% tag "Likely" "brand" %} {% tag "3 short" "warn" %} '
        '{% tag "Overdue 12 days" "bad" %} {% tag "Not marked" "open" %} {% tag "Draft" %}',
    ),
    Sample(
        "The twelve",
        "a group, seen at once",
        "{% twelve 4 figure=True size=48 %}\n{% twelve 11 figure=True size=48 %}\n"
        "{% twelve 12 figure=True size=48 %}\n{% twelve 15 figure=True size=48 %}\n{% twelve 22 figure=True size=48 %}",
    ),
    Sample("Track", "many groups compared", "{% track 23 12 30 low=24 high=27 %}\n{% track 9 12 30 low=9 high=13 %}"),
    Sample(
        "Stepper and progress",
        "quiet; real numbers",
        '{% stepper steps "School" %}\n{% progress "Reading the school register" 31200 52000 %}',
    ),
    Sample("One-thumb choice", "44 px, four at most", '{% segmented "ben" marks "late" "Mark for Ben Crowther" %}'),
    Sample("Figures", "at most five, each with a line of meaning", "{% kpis figures %}", wide=True),
    Sample(
        "Fields and errors",
        "say it at the field and above",
        '{% error_summary sample_form %}\n<form>{{ sample_form }}{% button "Save" %}</form>',
    ),
    Sample("Choices", "radios with a line beneath", "<form>{{ pick_form }}</form>"),
    Sample(
        "Date window",
        "clash amber and allowed, bank holiday not offered",
        '{% date_window days "day" "2027-04-29" legend="Date of NPQSL day 2" %}',
        wide=True,
    ),
    Sample(
        "List",
        "filters, chips, export of exactly this, pages",
        '{% filters filter_form %}{% chips listing %}{% include "ui/gallery_table.html" %}{% pages page %}',
        wide=True,
        flush=True,
    ),
    Sample("Before and after", "before any move", "{% consequences columns changes mails=mails %}", flush=True),
    Sample("What to do next", "ordered by effect", "{% next_list todo %}", flush=True),
    Sample(
        "Price",
        "headline, reason, sum, what happens next",
        '{% quote "£1,125.00, with 10% off" reason price_rows "Sherwin Hall School pays" 112500 '
        'note="Price held until 11 December 2026." why_href="#" kind="part" %}',
    ),
    Sample("Check your answers", "every answer can be changed", "{% answers answered %}"),
    Sample(
        "Notices",
        "after an action, above the title",
        "{% notice %}<p><b>Saved.</b> Nothing was sent yet.</p>{% endnotice %}\n"
        '{% notice "good" %}<p><b>Register completed.</b> 13 people were invited to evaluate.</p>{% endnotice %}\n'
        '{% notice "warn" %}<p><b>Sara Linden is booked that day.</b> You may still choose it.</p>{% endnotice %}\n'
        '{% notice "bad" %}<p><b>3 May is a bank holiday.</b> Pick a day from 26 April to 7 May.</p>{% endnotice %}',
    ),
    Sample(
        "Empty",
        "why, and the way on",
        '{% empty "Nobody waits for a decision" "New applications appear here." "#" "See decided applications" %}',
    ),
    Sample("What happened", "journal entries, newest first", "{% log entries %}"),
    Sample("Money", "right aligned, pence, total last", '{% sum fee_rows "Day 2, to Peakside" 85000 %}'),
    Sample("Facts", "five at most", "{% facts intake_facts %}"),
    Sample(
        "Values",
        "how days, money and people are written",
        '{{ money|pounds }} · {{ money|pounds:"short" }} · {{ someday|day }} · {{ someday|short_day }} · '
        "{{ someday|weekday_day }} · {% span window.0 window.1 %} · {{ moment|clock }} · "
        '{{ 3|plural:"person,people" }} · {{ nothing|pounds }} · {% code "PEAK-7Q4M" %} · {% saved "14:32" %}',
    ),
    Sample("Your programme", "the days, with their list", "{% timeline_chart programme %}", wide=True),
    Sample(
        "Answers so far",
        "count and rate at once",
        '{% rate 13 17 note="Those who have not are reminded tomorrow." %}',
        wide=True,
    ),
    Sample("Scores, 0 to 10", "people per score; under 6 in amber", "{% score_chart scores %}", wide=True, flush=True),
    Sample("Confidence rose by 2.6", "mean 4.9 before, 7.5 after", "{% before_after_chart before after %}"),
    Sample("The day itself", "", "{% likert_chart agreed %}"),
    Sample(
        "To the deadline",
        "all NPQSL, placed and unplaced",
        "{% recruitment_chart recruited deadline earlier=earlier earlier_deadline=earlier_deadline "
        'earlier_label="spring 2026" minimum=60 expected=expected %}',
    ),
    Sample(
        "Updates itself",
        "a fragment, fetched again and again",
        '{% lazy_poll "/ui/poll/" 5 %}<p class="flush">13 of 17 have answered</p>{% endlazy_poll %}',
    ),
]
