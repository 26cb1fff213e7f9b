"""The figures: what is done, how often a second, beside the yardstick, and what it is held to."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median, quantiles
from urllib.parse import urlencode

from bench import counts, formation, loads, papers, quotes, staffing, visits
from bench import register as public_register
from bench.client import CLIENTS, Visitor, rate
from bench.figure import Figure, line
from bench.load import IN_A_GROUP, IN_A_SEASON, Loaded, apply
from bench.stage import Stage, serving

ROUNDS = 3
LATENCIES = 12
REGISTER, SEARCHES = 52_000, 240
QUALIFICATION = f"/qualifications/{visits.SITE}/"
LIST = "/office/applications/?show=250"
CSV = "/office/applications/?intake=running&format=csv"


@dataclass
class Bench:
    """One run. `port` is the product's, the next one the yardstick's."""

    stage: Stage
    loaded: Loaded
    seconds: float
    tell: Callable[[str], None]
    figures: list[Figure] = field(default_factory=list)

    @property
    def bare(self) -> str:
        return f"127.0.0.1:{self.stage.port + 1}"

    def add(self, name: str, rounds: list[float], unit: str, **said: object) -> float:
        figure = Figure(name, median(rounds), unit, rounds=rounds, **said)  # type: ignore[arg-type]
        self.figures.append(figure)
        self.tell(line(figure))
        return figure.value

    def add_rate(self, name: str, rounds: list[float], of: str, yardstick: float, least: float) -> None:
        ratio = median(rounds) / yardstick
        self.add(name, rounds, "a second", target=f"≥ {least} of {of}", met=ratio >= least, ratio=ratio, of=of)

    def add_count(self, name: str, value: int, most: int) -> None:
        self.add(name, [value], "queries", target=f"≤ {most}", met=value <= most)

    def add_constant(self, name: str, few: int, many: int) -> None:
        self.add(name, [many], "queries", target=f"as many as for few ({few})", met=few == many)

    def run(self, *, flat: int) -> list[Figure]:
        self.count_queries()
        self.start_cold()
        with (
            serving("bench.bare.wsgi", self.stage.port + 1, self.stage.var),
            serving("cadre.config.wsgi", self.stage.port, self.stage.var),
        ):
            self.rates()
            self.lists()
            self.searches()
            if flat:
                self.flat(flat)
        self.papers()
        self.quotes()
        self.imports()
        self.figures += formation.figures(formation.SIZES, self.tell)
        self.figures += staffing.figures(staffing.SIZES, self.tell)
        return self.figures

    def count_queries(self) -> None:
        """Each budget, in this process."""
        from django.test import Client

        from cadre.ui import kept

        office = counts.signed_in(self.loaded.officer)
        visitor = Client()

        def page() -> object:
            kept.forget()
            return visitor.get(QUALIFICATION)

        self.add_count("Qualification page, drawn anew", counts.queries(page), 3)
        marker = self.marker(0)
        field_worker = counts.signed_in(self.loaded.facilitators[0].user)
        register, people = next(iter(marker.registers.items()))
        turns = iter(range(100))

        def tap() -> object:
            turn = next(turns)
            fields = {f"mark-{people[0]}": ("attended", "late")[turn % 2], f"seen-{people[0]}": "0::"}
            return field_worker.post(f"{register}people/{people[0]}/", fields, headers={"HX-Request": "true"})

        def save(many: int) -> Callable[[], object]:
            def saving() -> object:
                mark = ("left_early", "absent")[next(turns) % 2]
                fields = {
                    f"{part}-{one}": value for one in people[:many] for part, value in (("mark", mark), ("seen", ""))
                }
                return field_worker.post(f"{register}marks/", fields)

            return saving

        self.add_count("One attendance mark", counts.queries(tap), 6)
        self.add_constant("A register of 30 at once", counts.queries(save(5)), counts.queries(save(IN_A_GROUP)))
        self.add_count("List of 250 people", counts.queries(lambda: office.get(LIST)), 8)
        few = counts.queries(lambda: office.get(f"{CSV}&qualification=npqh"))
        many = counts.queries(lambda: office.get(CSV))
        self.add_constant("CSV of 5,000 people", few, many)

    def start_cold(self) -> None:
        starts = []
        for _ in range(ROUNDS):
            with serving("cadre.config.wsgi", self.stage.port, self.stage.var) as seconds:
                starts.append(seconds)
        self.add("First page after a cold start", starts, "s", target="≤ 1 s", met=median(starts) <= 1)

    def rates(self) -> None:
        """In turns, so that whatever else the machine does falls on all of them."""
        bare = [Visitor(self.bare) for _ in range(CLIENTS)]
        for visitor in bare:
            visitor.get("/form/")
        product = [Visitor(self.stage.address) for _ in range(CLIENTS)]
        markers = [self.marker(n) for n in range(CLIENTS)]
        acts: dict[str, Callable[[int, int], object]] = {
            "bare page": lambda client, _: bare[client].get("/"),
            "page": lambda client, _: product[client].get(QUALIFICATION),
            "page drawn": lambda client, turn: product[client].get(f"{QUALIFICATION}?asked={turn}"),
            "bare form": lambda *_: visits.fill_bare_form(self.bare),
            "bare pages": lambda *_: visits.fill_bare_pages(self.bare),
            "application": self.one_application,
            "bare post": lambda client, _: visits.send_bare_form(bare[client]),
            "mark": lambda client, _: markers[client].tap(),
            "register": lambda client, _: markers[client].save(),
        }
        rounds: dict[str, list[float]] = {name: [] for name in acts}
        with Written(markers) as written:
            for _ in range(ROUNDS):
                for name, act in acts.items():
                    rounds[name].append(rate(act, self.seconds * (2 if name == "application" else 1)))
        written.refuse_less()
        page = self.add("Bare page", rounds["bare page"], "a second")
        form = self.add("Bare form: opened, sent, thanked", rounds["bare form"], "a second")
        post = self.add("Bare form: sent once more", rounds["bare post"], "a second")
        self.add_rate("Qualification page", rounds["page"], "bare page", page, 0.5)
        drawn = rounds["page drawn"]
        self.add("… drawn anew each time", drawn, "a second", ratio=median(drawn) / page, of="bare page")
        pages = self.add(
            "Bare form of as many requests",
            rounds["bare pages"],
            "a second",
            ratio=median(rounds["bare pages"]) / form,
            of="bare form",
        )
        self.add_rate("Complete application", rounds["application"], "bare form", form, 0.18)
        applied = rounds["application"]
        self.add("… beside as many requests", applied, "a second", ratio=median(applied) / pages, of="as many requests")
        self.add_rate("One attendance mark", rounds["mark"], "bare form sent once more", post, 0.35)
        self.add(
            "… beside the whole form", rounds["mark"], "a second", ratio=median(rounds["mark"]) / form, of="bare form"
        )
        marks = [IN_A_GROUP * each for each in rounds["register"]]
        self.add("Marks by registers of 30", marks, "marks a second", target="≥ 2,000", met=median(marks) >= 2_000)

    def lists(self) -> None:
        office = Visitor(self.stage.address, counts.session_of(self.loaded.officer))
        listed = [median(_milliseconds(office, LIST) for _ in range(LATENCIES)) for _ in range(ROUNDS)]
        self.add("List of 250 people", listed, "ms", target="≤ 60 ms", met=median(listed) <= 60)
        taken, first, pieces, people = [], [], 0, 0
        for _ in range(ROUNDS):
            started = time.perf_counter()
            answer = office.get(CSV)
            taken.append(time.perf_counter() - started)
            first.append(1000 * answer.first_byte)
            pieces, people = answer.pieces, answer.body.count(b"\n") - 1
        self.add(
            f"CSV of {people:,} people", taken, "s", target="< 1 s", met=median(taken) < 1 and people == IN_A_SEASON
        )
        self.add(f"… its first byte, of {pieces} pieces", first, "ms", target="streamed", met=pieces > 1)

    def imports(self) -> None:
        """A register as long as the public one: all of it new, then the same again."""
        from cadre.lib import clock

        files = loads.files(self.stage.var, clock.today())
        name, most = f"Import of {loads.SCHOOLS:,} schools", loads.MOST_MEGABYTES
        for said in ("all new", "none otherwise"):
            seconds, memory = loads.load(*files)
            fast = seconds <= loads.MOST_SECONDS
            self.add(f"{name}, {said}", [seconds], "s", target=f"< {loads.MOST_SECONDS} s", met=fast)
            self.add("… rows", [loads.SCHOOLS / seconds], "a second")
            self.add("… its most memory", [memory], "MB", target=f"< {most} MB", met=memory < most)

    def searches(self) -> None:
        """Whole answers to what people type, while the register is as long as the public one."""
        from bench.load import settle

        schools = public_register.fill(REGISTER - len(self.loaded.schools))
        settle()
        visitor = Visitor(self.stage.address)
        slow = []
        for turn in range(ROUNDS):
            asked = public_register.typed(schools, SEARCHES + turn)
            slow.append(
                quantiles((_milliseconds(visitor, f"/schools/?{urlencode({'q': typed})}") for typed in asked), n=20)[-1]
            )
        name = f"School search among {REGISTER:,}, 95 in 100 within"
        self.add(name, slow, "ms", target="≤ 50 ms", met=median(slow) <= 50)

    def flat(self, many: int) -> None:
        """Applications again, with so many in the open intake."""
        apply(self.loaded, many)
        forms, applied = [], []
        for _ in range(ROUNDS):
            forms.append(rate(lambda *_: visits.fill_bare_form(self.bare), self.seconds))
            applied.append(rate(self.one_application, self.seconds * 2))
        name = f"Complete application among {many:,}"
        before = next(one.ratio for one in self.figures if one.name == "Complete application") or 1
        ratio = median(applied) / median(forms)
        flat = ratio >= 0.85 * before
        self.add(name, applied, "a second", target="as without them", met=flat, ratio=ratio, of="bare form")

    def papers(self) -> None:
        for sample, least in (("invoice", 100), ("register", 175)):
            alone = [papers.rate(sample, self.seconds, 1) for _ in range(ROUNDS)]
            self.add(f"PDF {sample}s, one process", alone, "a second")
            both = [papers.rate(sample, self.seconds, 2) for _ in range(ROUNDS)]
            self.add(f"PDF {sample}s, two processes", both, "a second", target=f"≥ {least}", met=median(both) >= least)

    def quotes(self) -> None:
        """Prices with their reasons, in one process: from facts at hand, then with those of a school read for each."""
        self.add("Quotes with their reasons", [quotes.rate(self.seconds) for _ in range(ROUNDS)], "a second")
        read = [quotes.rate_from_rows(self.loaded.open, self.loaded.schools, self.seconds) for _ in range(ROUNDS)]
        self.add("… with the facts of a school read for each", read, "a second")

    def one_application(self, client: int, turn: int) -> None:
        number = next(visits.NUMBERS)
        school = self.loaded.schools[number * 13 % len(self.loaded.schools)]
        partner = self.loaded.partners[number % len(self.loaded.partners)]
        visits.apply(self.stage.address, visits.Applicant(number, partner.slug, school.name, school.urn))

    def marker(self, number: int) -> visits.Marker:
        """A facilitator with the registers of today."""
        from cadre.lib import clock
        from cadre.scheduling.models import Event

        facilitator = self.loaded.facilitators[number]
        events = Event.objects.filter(group__assignments__facilitator=facilitator, starts_on=clock.today())
        registers = {
            f"/facilitator/events/{event.ref}/register/": list(event.group.enrolments.values_list("ref", flat=True))
            for event in events.select_related("group")
        }
        registers = {path: people for path, people in registers.items() if len(people) == IN_A_GROUP}
        visitor = Visitor(self.stage.address, counts.session_of(facilitator.user))
        return visits.Marker(visitor, registers)


class Written:
    """Around the rates: whatever was counted as done stands in the database, mail included."""

    def __init__(self, markers: list[visits.Marker]) -> None:
        self.markers = markers

    def __enter__(self) -> "Written":
        self.before, self.number = self._now(), next(visits.NUMBERS)
        return self

    def __exit__(self, *_: object) -> None:
        self.after, self.applied = self._now(), next(visits.NUMBERS) - self.number - 1

    def refuse_less(self) -> None:
        applied, mails, changes = (now - then for then, now in zip(self.before, self.after, strict=True))
        marked = sum(one.taps + IN_A_GROUP * one.saves for one in self.markers)
        if applied != self.applied or mails != self.applied or changes != marked:
            raise RuntimeError(
                f"Done: {self.applied} applications, {marked} marks. Written: {applied}, {mails}, {changes}."
            )

    def _now(self) -> tuple[int, int, int]:
        from django.db.models import Sum

        from cadre.applications.models import Application
        from cadre.delivery.models import Attendance
        from cadre.messages.models import Message

        changes = Attendance.objects.aggregate(all=Sum("version"))["all"]
        mails = Message.objects.filter(kind="applications.received").count()
        return Application.objects.submitted().count(), mails, changes


def _milliseconds(visitor: Visitor, path: str) -> float:
    started = time.perf_counter()
    visitor.get(path)
    return 1000 * (time.perf_counter() - started)
