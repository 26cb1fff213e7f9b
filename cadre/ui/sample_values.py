"""The invented values of the gallery. No page of the product shows them."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.safestring import mark_safe

from cadre.ui.columns import Column
from cadre.ui.forms import DateField, EmailField, Form, Hinted, NameField, ParagraphsField, PhoneField, TextField

SHOWN = [Column(words.lower(), words, "") for words in ("Person", "School", "Quote", "State")]
LONDON = ZoneInfo("Europe/London")


class SampleForm(Form):
    name = NameField(label="Name on your certificate", help_text="As it should be printed")
    order = TextField(
        limit=30,
        label="Purchase order number",
        help_text="As it should stand on the invoice. You may add it later.",
        required=False,
    )
    email = EmailField(label="Work email")
    phone = PhoneField(label="Phone", required=False)
    born = DateField(label="Date of birth", help_text="For example, 14 5 1988")
    needs = ParagraphsField(label="Arrangements you need", required=False)
    true = forms.BooleanField(label="What I have said is true")


class PickForm(Form):
    school = forms.ChoiceField(
        label="Which school do you work in?",
        initial="900214",
        widget=forms.RadioSelect(attrs={"class": "cd-pick"}),
        choices=[
            ("900214", Hinted("Brackenmoor Academy", hint="Gedling Rise, Arnold, Nottingham NG5 6QT")),
            ("900377", Hinted("Brackenhill Primary School", hint="Calverton Road, Arnold, Nottingham NG5 8FP")),
        ],
    )
    food = forms.MultipleChoiceField(
        label="Food", required=False, widget=forms.CheckboxSelectMultiple, choices=[("v", "Vegetarian"), ("h", "Halal")]
    )


class SampleFilter(Form):
    mark_optional = False
    q = TextField(label="Search")
    qualification = forms.ChoiceField(label="Qualification", choices=[("", "All"), ("npqsl", "NPQSL")])


def _at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def sample_values() -> dict:
    """Everything the samples name."""
    window = (date(2027, 4, 26), date(2027, 5, 7))
    reasons = {date(2027, 4, 27): ("clash", "Sara Linden is booked elsewhere"), date(2027, 5, 3): ("holiday", "")}
    days = [window[0] + timedelta(days=n) for n in range(12)]
    form = SampleForm(
        {
            "order": "SH/2026/27/CPD-LEADERSHIP/PO-20481",
            "name": "Amina Yusuf",
            "email": "a.yusuf@brackenmoor.example",
            "phone": "07700 900123",
            "born_day": "29",
            "born_month": "2",
            "born_year": "1993",
            "true": "on",
        }
    )
    path = [0, 6, 11, 19, 24, 38, 52, 71, 90, 118, 128]
    older = [0, 9, 14, 17, 22, 30, 44, 60, 74, 99, 109, 117, 129, 142]
    opened, opened_before = date(2026, 9, 14), date(2025, 9, 15)
    return {
        "steps": ["Course", "You", "School", "Support", "Payment", "Check"],
        "marks": [
            ("attended", "Attended", "good"),
            ("late", "Late", "warn"),
            ("early", "Left early", "warn"),
            ("absent", "Absent", "bad"),
        ],
        "figures": [
            ("In groups", "114", "in 9 groups"),
            ("Groups that run", "5 of 9", "6 likely by the deadline"),
            ("Unplaced", "14", "11 would move or go online"),
            ("Unfinished applications", "19", "with a partner chosen"),
            ("Margin of running groups", "£84,425", "£109,625 if two more run"),
        ],
        "sample_form": form,
        "pick_form": PickForm(),
        "filter_form": SampleFilter(auto_id="filter_%s"),
        "days": [
            {"day": day, "state": reasons.get(day, ("free", ""))[0], "reason": reasons.get(day, ("", ""))[1]}
            for day in days
            if day.weekday() < 5
        ],
        "listing": SimpleNamespace(
            count=38,
            total=412,
            chips=[("NPQSL", "?"), ("Waiting for a decision", "?")],
            csv_href="?format=csv",
            xlsx_href="?format=xlsx",
            request=SimpleNamespace(path="/ui/", GET=QueryDict()),
            unfiltered="?",
            exports=True,
            drawn={},
            columns=SHOWN,
            file_columns=SHOWN,
            shown=SHOWN[:3],
            filed=SHOWN[:2],
            address=lambda **_: "?",
            headers=[
                {"words": "Person", "number": False, "href": "?sort=name", "order": "ascending"},
                {"words": "School", "number": False, "href": "", "order": ""},
                {"words": "Quote", "number": True, "href": "", "order": ""},
                {"words": "State", "number": False, "href": "", "order": ""},
            ],
        ),
        "page": Paginator(range(380), 50).page(3),
        "people": [
            ("Amina Yusuf", "Brackenmoor Academy", 0, "Ready to decide", "brand"),
            ("Daniel Osei", "Sherwin Hall School", 112500, "Ready to decide", "brand"),
            ("Helen Marsh", "Ripley Heights Academy", None, "District not confirmed", "warn"),
        ],
        "columns": ["Peakside", "St Werburgh"],
        "changes": [
            ("People", [("9", "12", "Runs", "good"), ("15", "14", "Runs", "good")]),
            ("Facilitation a day", [("none yet", "£500"), ("£600", "£500")]),
            ("Course fees", [None, None]),
        ],
        "mails": [
            ("offer", "Offer the place to 3 people, open until 1 December", "#", True),
            ("tell", "Tell Joanna Pike at Peakside", "#", True),
        ],
        "todo": [
            {
                "title": "Place 2 unplaced applicants and move 1 to Peakside",
                "text": "Peakside reaches 12 and runs; St Werburgh stays at 14.",
                "url": "#",
                "action": "See what it changes",
            },
            {
                "title": "Remind 4 people who chose Maun Valley and stopped halfway",
                "text": "One of them is enough.",
                "url": "#",
                "action": "Read the 4 reminders",
            },
        ],
        "reason": mark_safe(
            "You are the <b>second person</b> Sherwin Hall School is putting forward for spring 2027, "
            "so the fee for your place is 10% lower."
        ),
        "price_rows": [("NPQSL course fee", 125000), ("Second place from one school, 10%", -12500)],
        "answered": [
            ("Qualification", "Senior leadership (NPQSL)", "#"),
            ("Intake", "Spring 2027, first day 1 to 12 March 2027", "#"),
        ],
        "entries": [
            SimpleNamespace(
                at=_at(2026, 11, 24, 14, 32),
                sentence=mark_safe("<b>Amina Yusuf</b> submitted. Full scholarship quoted."),
                major=True,
            ),
            SimpleNamespace(
                at=_at(2026, 11, 23, 10, 5), sentence="Sponsor changed from I. Calder to M. Tolley.", major=False
            ),
        ],
        "fee_rows": [("Hosting, 14 people × £25.00", 35000), ("Facilitation, two people, 12 to 14", 50000)],
        "intake_facts": [("Intake", "Spring 2027"), ("Registration closes", "11 December 2026"), ("Room", 24)],
        "money": 125000,
        "someday": date(2026, 11, 26),
        "window": window,
        "moment": _at(2026, 11, 26, 9, 0),
        "programme": [
            {
                "kind": "review",
                "title": "First 360° review, ready to discuss on day 1",
                "short": "first",
                "start": date(2027, 2, 8),
                "end": date(2027, 2, 26),
            },
            {
                "kind": "day",
                "title": "Day 1",
                "note": "on a date your partner picks",
                "start": date(2027, 3, 1),
                "end": date(2027, 3, 12),
            },
            {
                "kind": "online",
                "title": "Online: Strategy and Improvement",
                "short": "Strategy",
                "start": date(2027, 3, 8),
                "end": date(2027, 4, 9),
            },
            {"kind": "day", "title": "Day 2", "start": date(2027, 4, 26), "end": date(2027, 5, 7)},
            {
                "kind": "online",
                "title": "Online: Teaching and Curriculum Excellence",
                "short": "Teaching",
                "start": date(2027, 5, 3),
                "end": date(2027, 5, 28),
            },
            {"kind": "day", "title": "Day 3", "start": date(2027, 9, 13), "end": date(2027, 9, 24)},
            {
                "kind": "online",
                "title": "Online: Managing Resources and Risks",
                "short": "Resources",
                "start": date(2027, 10, 4),
                "end": date(2027, 11, 12),
            },
            {
                "kind": "review",
                "title": "Second 360° review",
                "short": "second",
                "start": date(2028, 1, 10),
                "end": date(2028, 1, 28),
            },
            {
                "kind": "assessment",
                "title": "Final assessment",
                "note": "first window, at 12 months",
                "short": "12 months",
                "start": date(2028, 3, 6),
                "end": date(2028, 3, 24),
            },
            {
                "kind": "assessment",
                "title": "Final assessment",
                "note": "second window, at 15 months",
                "short": "15",
                "start": date(2028, 6, 5),
                "end": date(2028, 6, 23),
            },
        ],
        "scores": [
            ("Joining information and pre-course work prepared me", [0, 0, 0, 1, 0, 1, 2, 3, 4, 1, 1]),
            ("The content was relevant to my role", [0, 0, 0, 0, 0, 0, 1, 2, 4, 4, 2]),
        ],
        "before": [0, 0, 1, 2, 2, 3, 3, 1, 1, 0, 0],
        "after": [0, 0, 0, 0, 0, 1, 2, 3, 4, 2, 1],
        "agreed": [
            ("Pace and timing suited me", [0, 1, 3, 6, 3]),
            ("Venue, food and equipment were right", [1, 1, 2, 5, 4]),
        ],
        "recruited": [(opened + timedelta(days=7 * n), total) for n, total in enumerate(path)],
        "earlier": [(opened_before + timedelta(days=7 * n), total) for n, total in enumerate(older)],
        "deadline": date(2026, 12, 11),
        "earlier_deadline": date(2025, 12, 12),
        "expected": (148, 159, 170),
    }
