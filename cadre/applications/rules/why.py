"""“See how we decided”: what a price rests on, as labels and values with their sources."""

from cadre.applications.rules.discount import OWN_SCOPE, Band, Place
from cadre.applications.rules.pricing import Inputs, Price
from cadre.applications.states import Before, Funding, Over, Payer, Verdict
from cadre.lib.dates import long_day
from cadre.lib.money import pounds
from cadre.schools.facts import Area, Footprint, Location, ScholarshipFacts
from cadre.schools.states import Standing

Rows = list[tuple[str, str]]
STANDS = "This price stands as it was quoted. A later person may pay less, nobody pays more."


def course_rows(inputs: Inputs) -> Rows:
    return [
        ("Course fee", f"{pounds(inputs.list_pence)} for {inputs.qualification}, {inputs.intake}"),
        ("How it is paid", Funding(inputs.funding).label if inputs.funding else "Not answered"),
        (f"{inputs.qualification} before", Before(inputs.before).label if inputs.before else "Not answered"),
    ]


def discount_rows(inputs: Inputs, price: Price) -> Rows:
    """The payer, the place and the bands."""
    if not inputs.payer:
        return [("Discount", "None, since nobody is invoiced")]
    rows: Rows = [("Who pays", inputs.payer_name or Payer(inputs.payer).label)]
    if inputs.payer != Payer.SELF:
        rows.append(("Place of this payer in the intake", str(inputs.place)))
    rows += [(f"Place counted by {_scope(one)}", f"{one.number}, of {one.name}") for one in inputs.places]
    rows += [(_from(band), f"{band.percent}% off") for band in inputs.bands]
    rows.append(("Discount", f"{price.percent}%, {pounds(price.discount_pence)}" if price.discount_pence else "None"))
    return [*rows, ("When more people follow", STANDS)]


def settled_rows(inputs: Inputs) -> Rows:
    """What a person found out, or the Department answered, in place of the rule."""
    rows: Rows = []
    if inputs.paid_before:
        rows.append(
            ("Our records", "A scholarship was approved for somebody with the same number, or name and birth date")
        )
    if inputs.settled:
        rows.append((Verdict(inputs.settled.verdict).label, inputs.settled.words))
    return rows


def _scope(one: Band | Place) -> str:
    return (
        f"{one.counted}, {'each qualification by itself' if one.over == Over.QUALIFICATION else 'all qualifications'}"
    )


def _from(band: Band) -> str:
    how = "" if band.scope == OWN_SCOPE else f", counted by {_scope(band)}"
    return f"From place {band.people}{how}"


def scholarship_rows(facts: ScholarshipFacts) -> Rows:
    """What the register and the list say about the school, its trust and its diocese."""
    funded = {True: "Yes", False: "No", None: "Not confirmed"}[facts.publicly_funded]
    rows: Rows = [
        ("School", f"{facts.school}, URN {facts.urn}" + (f", formerly {facts.formerly}" if facts.formerly else "")),
        ("Publicly funded", f"{funded} (type {facts.type_code or 'not given'}, {facts.type_source})"),
        ("District", _location(facts.location)),
    ]
    if facts.of_trust:
        rows = [
            ("Workplace", f"Central team of {facts.school}"),
            ("Publicly funded", f"{funded} ({facts.type_source})"),
        ]
    rows += [(one.kind.label, _footprint(one)) for one in facts.footprints]
    if facts.list:
        complete = (
            "" if facts.list.is_complete else " The list is not complete: a district that is missing is not confirmed."
        )
        rows.append(
            ("List of categories", f"{facts.list.name}, districts of {long_day(facts.list.districts_as_at)}.{complete}")
        )
        rows.append(("Source of the list", facts.list.source))
    return rows


def _location(location: Location) -> str:
    if not location.areas:
        return f"{location.present_district or 'Not known'}: not confirmed"
    said = "; ".join(map(_area, location.areas))
    now = location.present_district
    return said if not now or now == location.areas[0].name else f"{said} (today {now})"


def _area(area: Area) -> str:
    if area.standing == Standing.NOT_CONFIRMED:
        return f"{area.name}: no category in the list, so not confirmed"
    found = [f"category {area.category.replace('or', ' or ')}"] if area.category else []
    found += [f"the {area.opportunity_area} opportunity area"] if area.opportunity_area else []
    return f"{area.name}: {' and '.join(found) or 'another category'}" + (f" ({area.source})" if area.source else "")


def _footprint(one: Footprint) -> str:
    if one.match:
        return f"{one.name}: {one.match.school} is in {_location(one.match.location)}"
    unknown = f", in {one.not_confirmed} districts not confirmed" if one.not_confirmed else ""
    return f"{one.name}: {one.schools} open schools, none in a district that counts{unknown}"
