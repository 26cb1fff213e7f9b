"""What clients do, request by request, as a browser would."""

from dataclasses import dataclass
from itertools import count

from bench.client import Answer, Visitor

SITE = "npqsl"
HTMX = ("HX-Request: true",)
NUMBERS = count(1)


def look(visitor: Visitor, path: str) -> Answer:
    return visitor.get(path)


def fill_bare_form(address: str) -> int:
    """A new visitor: the form, sent, and the page it leads to. The number of requests."""
    visitor = Visitor(address)
    visitor.get("/form/")
    visitor.post("/form/", {"name": "Amina Yusuf", "email": "amina@candidates.example"})
    visitor.get("/thanks/")
    visitor.close()
    return visitor.requests


def fill_bare_pages(address: str) -> int:
    """A new visitor: a bare form of as many pages as an application has, each opened and sent; one is opened twice, as
    the school is searched for. The number of requests."""
    visitor, path = Visitor(address), "/pages/1/"
    visitor.get(path)
    while path != "/thanks/":
        visitor.get(path)
        path = visitor.post(path, {"words": "Amina Yusuf"}).location
    visitor.get(path)
    visitor.close()
    return visitor.requests


def send_bare_form(visitor: Visitor) -> Answer:
    """The form once more, in a session that is open already: one request."""
    return visitor.post("/form/", {"name": "Amina Yusuf", "email": "amina@candidates.example"})


@dataclass(frozen=True)
class Applicant:
    """What is typed. The longest way: nobody skips the invoice."""

    number: int
    partner: str
    school: str
    urn: str
    intake: str = "open"
    code: str = "BENCH-3"

    @property
    def pages(self) -> list[tuple[str, dict[str, str]]]:
        email = f"applicant{self.number}@bench{self.number % 97}.example"
        return [
            ("code", {"source": "partner"}),
            ("you", {"name": "Amina Yusuf", "email": email, "phone": "07700 900123"}),
            (
                "teacher",
                {"born_on_day": "14", "born_on_month": "5", "born_on_year": "1988", "no_trn": "on", "before": "no"},
            ),
            ("school", {"q": self.school, "school": self.urn, "place": ""}),
            ("role", {"job_title": "Deputy head", "leading_years": "6"}),
            (
                "support",
                {"sponsor_name": "Helen Marsh", "sponsor_email": "head@school.example"},
            ),
            ("days", {"needed": "", "dietary": "", "local": "yes", "travel_km": "25", "distance": "no"}),
            ("payment", {"funding": "school"}),
            (
                "invoice",
                {
                    "billing_name": "Finance office",
                    "billing_email": "finance@school.example",
                    "billing_address": "Gedling Rise\nArnold",
                    "billing_postcode": "NG5 6QT",
                    "purchase_order": "BR-1044",
                },
            ),
            ("heard", {"heard": "head", "heard_detail": ""}),
            ("equality", {}),
        ]


def apply(address: str, who: Applicant) -> int:
    """From the first page to the confirmation: every page read and sent, the school searched for. The requests made."""
    visitor = Visitor(address)
    start = f"/apply/{SITE}/"
    page = visitor.get(start)
    course = {"once": page.field("once"), "intake": who.intake, "partner": who.partner, "code": who.code}
    path = visitor.post(start, course).location
    for slug, typed in who.pages:
        assert path.endswith(f"/{slug}/"), (path, slug)
        visitor.get(path)
        if slug == "school":
            visitor.get(f"{path}?q={who.school.replace(' ', '+')}")
        path = visitor.post(path, typed).location
    page = visitor.get(path)
    path = visitor.post(path, {"true": "on", "seen": page.field("seen")}).location
    visitor.get(path)
    visitor.close()
    return visitor.requests


@dataclass
class Marker:
    """A facilitator at work: signed in, with today's people by the address of their register.

    No mark is sent twice running, so that each one is saved.
    """

    visitor: Visitor
    registers: dict[str, list[str]]
    taps: int = 0
    saves: int = 0

    def tap(self) -> Answer:
        """One person's mark, as the page sends it."""
        people = [(register, person) for register, people in self.registers.items() for person in people]
        turn, at = divmod(self.taps, len(people))
        register, person = people[at]
        fields = {f"mark-{person}": ("attended", "late")[turn % 2], f"note-{person}": "", f"seen-{person}": "0::"}
        self.taps += 1
        return self.visitor.post(f"{register}people/{person}/", fields, 200, HTMX)

    def save(self) -> Answer:
        """A whole register in one request."""
        turn, at = divmod(self.saves, len(self.registers))
        register, people = list(self.registers.items())[at]
        mark = ("left_early", "absent")[turn % 2]
        fields: dict[str, str] = {}
        for person in people:
            fields |= {f"mark-{person}": mark, f"note-{person}": "", f"seen-{person}": ""}
        self.saves += 1
        return self.visitor.post(f"{register}marks/", fields, 303)
