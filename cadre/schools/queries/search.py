"""Schools found by what people type."""

from django.db.models import Case, IntegerField, Q, Value, When

from cadre.schools import rules
from cadre.schools.models import OPEN, OPEN_TO_CLOSE, School, has_word


def search_schools(text: str, limit: int = 20) -> list[School]:
    """At most `limit` schools for a name, town, postcode or URN, the likeliest first. One query, or none.

    A word matches the beginning of a word. Of three words and more one may be wrong. Closed schools come last, with
    their successor.
    """
    words = rules.search_words(text)
    if not words:
        return []
    hits = sum((_hit(has_word(word)) for word in words), start=Value(0))
    found = (
        School.objects.select_related("successor")
        .filter(_any_of(words))
        .annotate(
            hits=hits, named=_hit(Q(search__startswith=words[0])), opened=_hit(Q(status__in=(OPEN, OPEN_TO_CLOSE)))
        )
        .filter(hits__gte=rules.words_needed(len(words)))
        .order_by("-hits", "-opened", "-named", "name", "pk")
    )
    return list(found[:limit])


def _any_of(words: list[str]) -> Q:
    needed = Q()
    for word in words:
        needed |= has_word(word)
    return needed


def _hit(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
