"""Whether a school's people would get a scholarship, before anybody applies."""

from dataclasses import dataclass
from datetime import date

from cadre.applications.models import ScholarshipRule
from cadre.applications.rules.scholarship import Decision, scholarship
from cadre.applications.states import Before
from cadre.schools.models import School
from cadre.schools.queries import scholarship_facts


@dataclass(frozen=True)
class SchoolAnswer:
    school: School
    decision: Decision


def scholarship_of(urn: str, *, today: date) -> SchoolAnswer | None:
    """The answer for somebody of this school who is new to the qualification; None for an unknown URN."""
    school = School.objects.filter(urn=urn).first()
    if school is None:
        return None
    rule = ScholarshipRule.objects.on(today).first()
    criteria = rule.rule if rule else None
    facts = scholarship_facts(school, on=today)
    decision = scholarship(
        qualification="the qualification", before=Before.NO, workplace=school.name, facts=facts, criteria=criteria
    )
    return SchoolAnswer(school, decision)
