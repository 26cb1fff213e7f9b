"""A programme in words and in the shape that is drawn: plain values from models to pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from cadre.lib.dates import clock_time
from cadre.programmes.models import Offering, Qualification, TimelineElement
from cadre.programmes.states import ElementKind, Pathway
from cadre.ui.components.timeline import Element

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
LANE_OF = {
    ElementKind.FACE_TO_FACE: "day",
    ElementKind.ONLINE_EVENT: "session",
    ElementKind.ONLINE: "online",
    ElementKind.DIAGNOSTIC: "review",
    ElementKind.COACHING: "coaching",
    ElementKind.SUBMISSION: "assessment",
}


def counted(number: int, one: str, many: str = "") -> str:
    """`Three days`, `One assessed project`."""
    word = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{word} {one if number == 1 else many or one + 's'}"


def listed(values: Iterable[object], last: str = "and") -> str:
    """`12, 15 or 18`."""
    words = [str(value) for value in values]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def drawn(timeline: Iterable[TimelineElement]) -> list[Element]:
    """One pathway's timeline as `{% timeline_chart %}` takes it. A day's window says that the partner picks in it."""
    shapes, said = [], False
    for element in timeline:
        kind = ElementKind(element.kind)
        title = f"Online: {element.title}" if kind == ElementKind.ONLINE else element.title
        note = "on a date your partner picks" if kind == ElementKind.FACE_TO_FACE and not said else ""
        said = said or bool(note)
        shapes.append(Element(LANE_OF[kind], title, element.starts_on, element.ends_on, short=element.short, note=note))
    return shapes


@dataclass(frozen=True)
class Programme:
    """An offering with its windows drawn, and those of the distance pathway with where its model is from."""

    offering: Offering
    in_person: list[Element]
    distance: list[Element]
    distance_source: str


def programme(offering: Offering) -> Programme:
    """One of `intake_programmes`, for the office."""
    drawings = {
        pathway: drawn(element for element in offering.timeline.all() if element.pathway == pathway)
        for pathway in Pathway
    }
    model = [row for row in offering.qualification.delivery_model.all() if row.pathway == Pathway.DISTANCE]
    begun = [row for row in model if row.from_on <= offering.intake.starts_on]
    source = max(begun, key=lambda row: row.from_on).source if begun else ""
    return Programme(offering, drawings[Pathway.IN_PERSON], drawings[Pathway.DISTANCE], source)


def at_a_glance(qualification: Qualification) -> list[tuple[str, str]]:
    """The aside of the public page: (what, in a few words), for one of `qualifications_on`."""
    one = qualification
    rows = [
        (counted(one.in_person_days, "day face to face", "days face to face"), day_words(one)),
        (counted(len(one.online_courses), "online course"), course_words(one)),
    ]
    if one.diagnostics:
        rows.append((counted(one.diagnostics, "360° review"), "at the start and near the end"))
    if one.has_coaching:
        rows.append(
            ("A coach of your own", f"{one.coaching_hours} hours" if one.coaching_hours else "hours not confirmed")
        )
    if one.placement:
        rows.append(("A placement", one.placement[:1].lower() + one.placement[1:]))
    rows.append((counted(len(one.assessment), "assessed project"), project_words(one)))
    rows.append(("Guided learning", f"{one.guided_hours} hours"))
    rows.append(("Submit after", f"{listed(one.submission_months, 'or')} months"))
    if one.credits:
        rows.append(("Towards a master’s degree", f"up to {one.credits} credits"))
    return rows


def day_words(qualification: Qualification) -> str:
    starts, ends = getattr(qualification, "starts", None), getattr(qualification, "ends", None)
    if not starts or not ends:
        return "times not confirmed"
    arrival = getattr(qualification, "arrival", None)
    return f"{clock_time(starts)} to {clock_time(ends)}" + (f", coffee from {clock_time(arrival)}" if arrival else "")


def course_words(qualification: Qualification) -> str:
    hours = qualification.online_course_hours
    return f"about {hours} hours each, tutor-led" if hours else "tutor-led"


def project_words(qualification: Qualification) -> str:
    limits = [f"{task['words']:,}" for task in qualification.assessment if task.get("words")]
    return f"{listed(limits)} words, with evidence" if limits else "with evidence; word limits not confirmed"


def months_in_all(qualification: Qualification) -> str:
    """`12 to 18 months`."""
    months = qualification.submission_months
    return f"{months[0]} to {months[-1]} months" if months else "not confirmed"
