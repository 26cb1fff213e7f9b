"""Addresses of the rulebook for pages of other rooms."""

from django.urls import reverse
from django.utils.text import slugify


def area_url(area: str) -> str:
    """The rulebook, at one of its areas."""
    return f"{reverse('office:rulebook:rules')}#{slugify(area)}"
