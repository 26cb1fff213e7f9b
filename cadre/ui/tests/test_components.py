"""Components say, in words, what they draw."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory

from cadre.ui.tests.pages import cells, draw, words
from cadre.ui.views import gallery

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("people", "squares", "said"),
    [
        (0, 0, "0 of 12, 12 short"),
        (11, 11, "11 of 12, 1 short"),
        (12, 12, "12 of 12, runs"),
        (15, 15, "15 of 12, runs"),
        (22, 16, "22 of 12, runs, +10"),
    ],
)
def test_the_twelve_fills_and_says_so(people, squares, said):
    html = draw("{% twelve people %}", people=people)
    assert words(html) == said
    assert html.count("f-brand") + html.count("f-caution") + html.count("f-mid") == squares


def test_a_track_says_its_numbers():
    assert 'aria-label="9 now, 9 to 13 expected, 12 needed"' in draw("{% track 9 12 30 low=9 high=13 %}")


def test_no_component_needs_a_style_of_its_own():
    page = gallery(RequestFactory().get("/ui/")).content.decode()
    assert "Components" in page
    assert " style=" not in page
    assert "<script>" not in page
    assert " onclick=" not in page


def test_what_people_typed_is_never_markup():
    nasty = "<img src=x>"
    source = (
        "{% button v %}{% tag v %}{% panel v end=v foot=v %}{{ v }}{% endpanel %}"
        "{% notice %}{{ v }}{% endnotice %}{% kpis k %}{% facts f %}"
        "{% sum s v 1 %}{% empty v v '#' v %}{% crumbs v '#' v %}{% title v sub=v %}{% endtitle %}"
        "{% segmented 'a' c '' v %}{% code v %}"
        "{% quote v v s v 1 note=v %}{% consequences h d %}{% answers f %}{% score_chart q %}{% likert_chart l %}"
    )
    html = draw(
        source,
        v=nasty,
        k=[(nasty,) * 3],
        f=[(nasty, nasty)],
        s=[(nasty, 1)],
        c=[(nasty, nasty)],
        h=[nasty],
        d=[(nasty, [(nasty, nasty)])],
        q=[(nasty, [1] * 11)],
        l=[(nasty, [1] * 5)],
    )
    assert "<img" not in html
    assert html.count("&lt;img") > 25


def test_a_button_with_an_address_is_a_link():
    assert draw('{% button "Edit" "secondary" href=url hidden="Amina Yusuf" %}', url="/a/?b=1&c=2") == (
        '<a class="govuk-button govuk-button--secondary" href="/a/?b=1&amp;c=2" draggable="false">'
        'Edit<span class="vh"> Amina Yusuf</span></a>'
    )
    assert (
        draw('{% button "Save" name="go" value="1" %}')
        == '<button class="govuk-button" name="go" value="1">Save</button>'
    )


def test_a_panel_keeps_its_foot_outside_its_body():
    html = draw('{% panel "Groups" %}inside{% panelfoot %}<a href="#">all</a>{% endpanelfoot %}{% endpanel %}')
    assert '<div class="cd-panel__body">inside</div><div class="cd-panel__foot"><a href="#">all</a></div>' in html
    assert 'aria-labelledby="groups"' in html


def test_money_is_summed_in_pounds():
    assert (
        words(draw("{% sum rows 'Total' 112500 %}", rows=[("Fee", 125000), ("Less", -12500)]))
        == "Fee £1,250.00 Less −£125.00 Total £1,125.00"
    )


def test_a_consequence_names_its_column_and_says_no_change():
    html = draw(
        "{% consequences columns rows %}", columns=["A", "B"], rows=[("People", [("9", "12", "Runs", "good"), None])]
    )
    assert cells(html) == [["What changes", "A", "B"], ["People", "from 9 → to 12 Runs", "No change"]]


def test_a_date_window_offers_free_days_and_clashes_only():
    days = [
        {"day": date(2027, 4, 29), "state": "free"},
        {"day": date(2027, 4, 30), "state": "clash", "reason": "Sara Linden is booked"},
        {"day": date(2027, 5, 3), "state": "holiday"},
    ]
    html = draw('{% date_window days "day" "2027-04-30" %}', days=days)
    assert html.count('type="radio"') == 2
    assert 'value="2027-04-30" checked' in html
    assert cells(html)[2][0] == "Monday 3 May bank holiday"
    assert "Sara Linden is booked" in html


def test_nothing_is_chosen_at_first():
    html = draw(
        '{% segmented "m" choices "" "Mark for Ben" %}', choices=[("a", "Attended", "good"), ("n", "Absent", "bad")]
    )
    assert "checked" not in html
    assert words(html) == "Mark for Ben Attended Absent"


def test_the_stepper_says_where_one_is():
    html = draw('{% stepper steps "You" %}', steps=["Course", "You", "Check"])
    assert words(html) == "Course (done) You Check Step 2 of 3: You"
    assert html.count("aria-current") == 1


def test_pages_keep_the_rest_of_the_address():
    html = draw("{% pages page %}", query="q=a%26b&page=2", page=Paginator(range(200), 50).page(2))
    assert 'href="?q=a%26b&amp;page=3"' in html
    assert "51 to 100 of 200" in html


def test_one_page_needs_no_pages():
    assert draw("{% pages page %}", page=Paginator(range(3), 50).page(1)).strip() == ""


@pytest.mark.parametrize(
    ("filtered", "written"),
    [
        ("{{ v|pounds }}", "not confirmed"),
        ("{{ v|day }}", "not confirmed"),
        ("{{ d|day }}", "Thu 26 November 2026"),
        ("{{ d|short_day }}", "26 Nov 2026"),
        ("{{ d|weekday_day }}", "Thursday 26 November 2026"),
        ("{{ t|clock }}", "09:00"),
        ("{{ t|day }}", "Thu 25 June 2026"),
        ("{{ 125000|pounds:'short' }}", "£1,250"),
        (
            "{{ 1|plural:'person,people' }} {{ 3000|plural:'person,people' }} {{ 2|plural:'day' }}",
            "1 person 3,000 people 2 days",
        ),
        ("{{ 'Amina Grace Yusuf'|initials }}", "AY"),
        ("{{ '1907342'|trn }}", "19/07342"),
        ("{{ d|day_before|short_day }}", "25 Nov 2026"),
        ("{{ 'partner_lead'|words }} {{ 'paper_register_pdf'|words }}", "Partner lead Paper register PDF"),
        ("{% span d e %}", "26 November to 7 December 2026"),
    ],
)
def test_values_are_written_one_way(filtered, written):
    summer = datetime(2026, 6, 25, 8, 0, tzinfo=ZoneInfo("UTC"))
    assert draw(filtered, d=date(2026, 11, 26), e=date(2026, 12, 7), t=summer, v=None) == written


def test_a_log_says_when(monkeypatch):
    now = datetime(2026, 11, 24, 15, 0, tzinfo=LONDON)
    monkeypatch.setattr("cadre.lib.clock.now", lambda: now)
    entries = [
        SimpleNamespace(at=now - timedelta(days=n, minutes=28), sentence=f"e{n}", major=not n) for n in (0, 1, 4, 400)
    ]
    said = words(draw("{% log entries %}", entries=entries))
    assert said == "Today, 14:32 e0 Yesterday, 14:32 e1 Fri 20 Nov, 14:32 e4 Mon 20 Oct 2025, 14:32 e400"


@pytest.mark.parametrize(
    ("filtered", "days", "written"),
    [
        ("{{ at|moment }}", 0, "Today, 15:00"),
        ("{{ at|moment:'within' }}", 0, "today, 15:00"),
        ("{{ at|moment:'within' }}", 1, "yesterday, 15:00"),
        ("{{ at|moment:'within' }}", 2, "Sun 22 Nov, 15:00"),
    ],
)
def test_a_moment_fits_where_it_stands(monkeypatch, filtered, days, written):
    now = datetime(2026, 11, 24, 15, 0, tzinfo=LONDON)
    monkeypatch.setattr("cadre.lib.clock.now", lambda: now)
    assert draw(filtered, at=now - timedelta(days=days)) == written


@pytest.mark.parametrize(
    ("before", "written"),
    [
        (30, "just now"),
        (300, "5 minutes ago"),
        (3 * 3600, "3 hours ago"),
        (86400, "yesterday"),
        (4 * 86400, "4 days ago"),
        (90 * 86400, "26 Aug 2026"),
    ],
)
def test_how_long_ago(monkeypatch, before, written):
    now = datetime(2026, 11, 24, 15, 0, tzinfo=LONDON)
    monkeypatch.setattr("cadre.lib.clock.now", lambda: now)
    assert draw("{{ at|ago }}", at=now - timedelta(seconds=before)) == written
