"""Words about a group's numbers, wherever one is shown."""

from django import template
from django.utils.safestring import SafeString

from cadre.ui.tags.small import tag

register = template.Library()


@register.simple_tag
def viability_tag(people: int, minimum: int) -> SafeString:
    """“Runs”, or “3 short”."""
    people = people or 0
    return tag("Runs", "good") if people >= minimum else tag(f"{minimum - people} short", "warn")


@register.filter
def minus(number: int, other: int) -> int:
    """`{{ size|minus:people }}`, and 0 at least."""
    return max((number or 0) - (other or 0), 0)


SPELT_OUT = {
    "anon": "without names",
    "api": "API",
    "d360": "360°",
    "dpo": "data protection officer",
    "mou": "memorandum of understanding",
    "ops": "operations",
    "org": "organisation",
    "pdf": "PDF",
    "qa": "quality",
    "sysadmin": "system administrator",
}


@register.filter
def words(name: str) -> str:
    """`partner_lead` -> `Partner lead`; what few would know is spelt out."""
    said = " ".join(SPELT_OUT.get(word, word) for word in name.split("_"))
    return said[:1].upper() + said[1:]
