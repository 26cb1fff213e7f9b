"""Small files in the register's layout, with invented schools, and loads of them."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime

from bench.register_file import COLUMNS, HEAD
from cadre.journal.actions import System
from cadre.schools import uploads
from cadre.schools.actions import apply_load, begin_to_apply, read_on, receive_load
from cadre.schools.models import RegisterLoad
from tests.world import TODAY

RUTH = System("Ruth Adeyemi")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = date(2026, 6, 15)
OLDER_COLUMNS = [
    *("OfstedLastInsp", "OfstedSpecialMeasures (code)", "OfstedSpecialMeasures (name)", "RSCRegion (name)"),
    *(one for one in COLUMNS if one not in ("FSM", "AccreditationExpiryDate")),
    "OfstedRating (name)",
]
OAKHAM = {
    "URN": "900001",
    "LA (code)": "857",
    "LA (name)": "Rutland",
    "EstablishmentNumber": "0042",
    "EstablishmentName": "Oakham Vale Primary School",
    "TypeOfEstablishment (code)": "2",
    "EstablishmentTypeGroup (code)": "4",
    "EstablishmentStatus (code)": "1",
    "OpenDate": "01-09-1999",
    "PhaseOfEducation (code)": "2",
    "ReligiousCharacter (code)": "99",
    "Diocese (code)": "0",
    "Diocese (name)": "Not applicable",
    "NumberOfPupils": "276",
    "PercentageFSM": "10.2",
    "UKPRN": "10079319",
    "LastChangedDate": "04-05-2026",
    "Street": "St James’s Passage",
    "Locality": "Barleythorpe",
    "Town": "Oakham",
    "County (name)": "Rutland",
    "Postcode": "LE15 6AA",
    "TelephoneNum": "1632960400",
    "SchoolWebsite": "www.oakham-vale.example",
    "GOR (code)": "E",
    "GOR (name)": "East Midlands",
    "DistrictAdministrative (code)": "E06000017",
    "DistrictAdministrative (name)": "Rutland",
    "Easting": "486000",
    "Northing": "308000",
    **HEAD,
}


def row(**changes: str) -> dict[str, str]:
    """The school at Oakham, with some cells otherwise: `urn`, `name`, `status`, `closed`, `district`, `trust`…"""
    names = {
        "urn": "URN",
        "name": "EstablishmentName",
        "kind": "TypeOfEstablishment (code)",
        "status": "EstablishmentStatus (code)",
        "opened": "OpenDate",
        "closed": "CloseDate",
        "district": "DistrictAdministrative (code)",
        "district_name": "DistrictAdministrative (name)",
        "trust": "Trusts (code)",
        "trust_name": "Trusts (name)",
        "diocese": "Diocese (code)",
        "diocese_name": "Diocese (name)",
        "town": "Town",
        "pupils": "NumberOfPupils",
        "fsm": "PercentageFSM",
        "easting": "Easting",
        "postcode": "Postcode",
        "phase": "PhaseOfEducation (code)",
        "region": "GOR (code)",
        "telephone": "TelephoneNum",
        "website": "SchoolWebsite",
    }
    return OAKHAM | {names[name]: value for name, value in changes.items()}


def file_of(*rows: dict[str, str], columns: Sequence[str] = COLUMNS, encoding: str = "cp1252") -> bytes:
    text = io.StringIO(newline="")
    lines = csv.DictWriter(text, columns, restval="", extrasaction="ignore", quoting=csv.QUOTE_ALL)
    lines.writeheader()
    lines.writerows(rows)
    return text.getvalue().encode(encoding)


def links_of(*links: tuple[str, str, str] | tuple[str, str, str, str]) -> bytes:
    """(URN, LinkURN, LinkType, and perhaps the day) of each row."""
    lines = [f"{link[0]},{link[1]},A school,{link[2]},{link[3] if len(link) > 3 else ''}" for link in links]
    return "\r\n".join(["URN,LinkURN,LinkName,LinkType,LinkEstablishedDate", *lines, ""]).encode("cp1252")


def received(content: bytes, *, dated: date | None = DAY, links: bytes | None = None, name="register.csv", by=RUTH):
    """A load, ready to be read. Raises Refusal as the page does."""
    given = ("links.csv", [links]) if links is not None else None
    register, kept_links = uploads.keep_both((name, [content]), given)
    return receive_load(register, kept_links, by=by, dated=dated, today=TODAY, now=NOON)


def staged(*rows: dict[str, str], **how) -> RegisterLoad:
    load = received(file_of(*rows), **how)
    read_on(load, now=NOON)
    load.refresh_from_db()
    return load


def applied(*rows: dict[str, str], **how) -> RegisterLoad:
    load = staged(*rows, **how)
    apply_load(begin_to_apply(load, by=RUTH), now=NOON, today=TODAY)
    load.refresh_from_db()
    return load


def kinds(load: RegisterLoad) -> list[tuple[str, str]]:
    """(kind, URN) of its rows."""
    return list(load.rows.order_by("number", "pk").values_list("kind", "urn"))
