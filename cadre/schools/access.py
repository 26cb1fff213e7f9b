"""Schools are rows of a public register: everybody may see each of them."""

from django.contrib.auth.models import AnonymousUser

from cadre.people.models import User
from cadre.schools.models import School, SchoolQuerySet


def schools_visible_to(user: User | AnonymousUser) -> SchoolQuerySet:
    """All of them; name, place, district and trust are public."""
    return School.objects.all()
