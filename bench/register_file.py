"""The register's file, with invented schools: as many, as wide and as heavy as the public one.

`python -m bench.register_file DAY SCHOOLS FILE [LINKS]` writes one for trying the import by hand.
"""

import csv
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench.invented import KINDS, LETTERS, OUTWARD, PLACES, SAINTS

ROOT = Path(__file__).resolve().parents[1]
FIRST_URN = 900_001
COLUMNS = (
    "URN|LA (code)|LA (name)|EstablishmentNumber|EstablishmentName|TypeOfEstablishment (code)|"
    "TypeOfEstablishment (name)|EstablishmentTypeGroup (code)|EstablishmentTypeGroup (name)|"
    "EstablishmentStatus (code)|EstablishmentStatus (name)|ReasonEstablishmentOpened (code)|"
    "ReasonEstablishmentOpened (name)|OpenDate|ReasonEstablishmentClosed (code)|ReasonEstablishmentClosed (name)|"
    "CloseDate|PhaseOfEducation (code)|PhaseOfEducation (name)|StatutoryLowAge|StatutoryHighAge|Boarders (code)|"
    "Boarders (name)|NurseryProvision (name)|OfficialSixthForm (code)|OfficialSixthForm (name)|Gender (code)|"
    "Gender (name)|ReligiousCharacter (code)|ReligiousCharacter (name)|ReligiousEthos (name)|Diocese (code)|"
    "Diocese (name)|AdmissionsPolicy (code)|AdmissionsPolicy (name)|SchoolCapacity|SpecialClasses (code)|"
    "SpecialClasses (name)|CensusDate|NumberOfPupils|NumberOfBoys|NumberOfGirls|PercentageFSM|"
    "TrustSchoolFlag (code)|TrustSchoolFlag (name)|Trusts (code)|Trusts (name)|SchoolSponsorFlag (name)|"
    "SchoolSponsors (name)|FederationFlag (name)|Federations (code)|Federations (name)|UKPRN|FEHEIdentifier|"
    "FurtherEducationType (name)|LastChangedDate|Street|Locality|Address3|Town|County (name)|Postcode|"
    "SchoolWebsite|TelephoneNum|HeadTitle (name)|HeadFirstName|HeadLastName|HeadPreferredJobTitle|"
    "BSOInspectorateName (name)|InspectorateReport|DateOfLastInspectionVisit|NextInspectionVisit|TeenMoth (name)|"
    "TeenMothPlaces|CCF (name)|SENPRU (name)|EBD (name)|PlacesPRU|FTProv (name)|EdByOther (name)|"
    "Section41Approved (name)|TypeOfResourcedProvision (name)|ResourcedProvisionOnRoll|"
    "ResourcedProvisionCapacity|SenUnitOnRoll|SenUnitCapacity|GOR (code)|GOR (name)|"
    "DistrictAdministrative (code)|DistrictAdministrative (name)|AdministrativeWard (code)|"
    "AdministrativeWard (name)|ParliamentaryConstituency (code)|ParliamentaryConstituency (name)|"
    "UrbanRural (code)|UrbanRural (name)|GSSLACode (name)|Easting|Northing|MSOA (name)|LSOA (name)|"
    "InspectorateName (name)|SENStat|SENNoStat|BoardingEstablishment (name)|PropsName|PreviousLA (code)|"
    "PreviousLA (name)|PreviousEstablishmentNumber|Country (name)|UPRN|SiteName|QABName (code)|QABName (name)|"
    "EstablishmentAccredited (code)|EstablishmentAccredited (name)|QABReport|CHNumber|MSOA (code)|LSOA (code)|"
    "FSM|AccreditationExpiryDate"
).split("|")
HEAD = {
    "HeadTitle (name)": "Ms",
    "HeadFirstName": "Zebedee",
    "HeadLastName": "Quillfeather",
    "HeadPreferredJobTitle": "Head",
}
"""Invented, and unlike any other word here, so that a test can look for it everywhere."""
TYPES = ("01", "02", "03", "34", "28", "11", "30", "35", "07")
GOR = dict(
    zip(
        (
            *("North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands"),
            *("East of England", "London", "South East", "South West"),
        ),
        "ABDEFGHJK",
        strict=True,
    )
)
PADDING = {
    "TypeOfEstablishment (name)": "Academy converter, or another type of establishment",
    "EstablishmentTypeGroup (name)": "Local authority maintained schools",
    "ReasonEstablishmentOpened (name)": "Not applicable",
    "AdmissionsPolicy (name)": "Not applicable",
    "Boarders (name)": "No boarders",
    "NurseryProvision (name)": "No Nursery Classes",
    "OfficialSixthForm (name)": "Does not have a sixth form",
    "TrustSchoolFlag (name)": "Supported by a multi-academy trust",
    "Section41Approved (name)": "Not applicable",
    "TypeOfResourcedProvision (name)": "Not applicable",
    "UrbanRural (name)": "(England/Wales) Urban major conurbation",
    "FurtherEducationType (name)": "Not applicable",
    "FederationFlag (name)": "Not under a federation",
    "InspectorateReport": "https://reports.register.example/provider/21/",
    "SpecialClasses (name)": "No Special Classes",
    "BSOInspectorateName (name)": "Not applicable",
    "TeenMoth (name)": "Not applicable",
    "AdministrativeWard (name)": "Upper Riverside and Old Town Ward",
    "ParliamentaryConstituency (name)": "North and Central Constituency",
    "MSOA (name)": "Northern District 001",
    "LSOA (name)": "Northern District 001F",
    "QABName (name)": "Not applicable",
    "EstablishmentAccredited (name)": "Not applicable",
    "Country (name)": "United Kingdom",
}


def rows(many: int, districts: list[tuple[str, str, str]], *, day: date) -> Iterator[dict[str, str]]:
    """`many` schools by column. `districts` are (code, name, region). Half are closed, a third are in a trust."""
    random = Random(many)  # noqa: S311  the same schools each time
    for number in range(many):
        yield _school(number, random, districts[number % len(districts)], day)


def _school(number: int, random: Random, district: tuple[str, str, str], day: date) -> dict[str, str]:
    urn, kind = str(FIRST_URN + number), random.choice(KINDS)
    place, town = random.choice(PLACES), random.choice(PLACES[: len(PLACES) // 3])
    closed, trust, church = number % 2 == 1, number % 3 == 0, number % 5 == 0
    code, name, region = district
    known = not closed
    return {
        **PADDING,
        **HEAD,
        "URN": urn,
        "LA (code)": str(201 + number % 150),
        "LA (name)": f"{place} Authority",
        "EstablishmentNumber": str(2_000 + number % 5_000),
        "EstablishmentName": f"St {random.choice(SAINTS)} {kind}" if church else f"{place} {kind}",
        "TypeOfEstablishment (code)": TYPES[number % len(TYPES)],
        "EstablishmentTypeGroup (code)": str(number % 11 + 1),
        "EstablishmentStatus (code)": "2" if closed else "1",
        "OpenDate": f"{_ago(day, 4_000 + number % 3_000):%d-%m-%Y}" if number % 5 < 2 else "",
        "CloseDate": f"{_ago(day, 30 + number % 3_000):%d-%m-%Y}" if closed else "",
        "PhaseOfEducation (code)": str(number % 8),
        "ReligiousCharacter (code)": "02" if church else "00",
        "Diocese (code)": f"CE{number % 42 + 1:02}" if church else "0000",
        "Diocese (name)": f"Diocese of {PLACES[number % 42]}" if church else "Not applicable",
        "CensusDate": f"{day:%d-%m-%Y}",
        "NumberOfPupils": str(100 + number % 1_300) if known else "",
        "PercentageFSM": f"{number % 500 / 10:.1f}" if known else "",
        "Trusts (code)": str(20_001 + number // 9 % 3_000) if trust else "",
        "Trusts (name)": f"{PLACES[number // 9 % 3_000 % len(PLACES)]} Learning Trust" if trust else "",
        "UKPRN": str(10_000_000 + number),
        "LastChangedDate": f"{_ago(day, number % 900):%d-%m-%Y}",
        "Street": f"{number % 200 + 1} {place} Lane",
        "Locality": f"Old {town}",
        "Town": town,
        "County (name)": f"{region[:20]}shire",
        "Postcode": f"{random.choice(OUTWARD)} {random.randint(1, 9)}{random.choice(LETTERS)}{random.choice(LETTERS)}",
        "SchoolWebsite": f"www.{place.lower()}-{urn}.example",
        "TelephoneNum": f"1632{960_000 + number % 1_000}",
        "GOR (code)": GOR.get(region, "Z"),
        "GOR (name)": region,
        "DistrictAdministrative (code)": code,
        "DistrictAdministrative (name)": name,
        "GSSLACode (name)": code,
        "Easting": str(300_000 + number * 7 % 300_000),
        "Northing": str(100_000 + number * 11 % 400_000),
    }


def _ago(day: date, days: int) -> date:
    return day - timedelta(days=days)


def write(
    path: Path, schools: Iterator[dict[str, str]] | list[dict[str, str]], *, columns: list[str] = COLUMNS
) -> Path:
    """As the register writes it: Windows-1252, CRLF, every cell quoted."""
    with path.open("w", encoding="cp1252", errors="replace", newline="") as file:
        lines = csv.DictWriter(file, columns, restval="", extrasaction="ignore", quoting=csv.QUOTE_ALL)
        lines.writeheader()
        lines.writerows(schools)
    return path


def write_links(path: Path, many: int, *, day: date) -> Path:
    """For each tenth closed school the one after it as its successor, written from both sides."""
    with path.open("w", encoding="cp1252", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate"])
        for number in range(1, many - 1, 20):
            old, new, on = FIRST_URN + number, FIRST_URN + number + 1, f"{_ago(day, 30 + number % 3_000):%d/%m/%Y}"
            lines.writerow([old, new, "The school that followed", "Successor", on])
            lines.writerow([new, old, "The school before", "Predecessor", on])
    return path


def districts(*, alive_on: date | None = None) -> list[tuple[str, str, str]]:
    """England's districts as (code, name, region): those of `alive_on`, or of now."""
    with (ROOT / "cadre/schools/reference/districts.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    return [(one["gss_code"], one["name"], one["region"]) for one in read if _alive(one, alive_on)]


def _alive(one: dict[str, str], day: date | None) -> bool:
    if day is None:
        return not one["end_date"]
    return (one["start_date"] or "0") <= f"{day}" and (not one["end_date"] or f"{day}" < one["end_date"])


def main() -> None:
    day, many = date.fromisoformat(sys.argv[1]), int(sys.argv[2])
    path = write(Path(sys.argv[3]), rows(many, districts(), day=day))
    print(f"{path}: {many:,} schools, {path.stat().st_size / 1e6:.1f} MB")
    if sys.argv[4:]:
        print(write_links(Path(sys.argv[4]), many, day=day))


if __name__ == "__main__":
    main()
