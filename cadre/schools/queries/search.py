"""Schools found by what people type."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, StrIndex

from cadre.schools import rules
from cadre.schools.models import (
    OPEN,
    OPEN_TO_CLOSE,
    Placement,
    School,
    SchoolWord,
    Trust,
    beginning,
    has_word,
)

EVIDENCE = 3
"""The letters of a word that makes a school come near, though it lacks another."""
IS_OPEN = Q(status__in=(OPEN, OPEN_TO_CLOSE))


def search_schools(text: str, limit: int = 20) -> list[School]:
    """At most `limit` schools for a name, town, postcode or URN, the likeliest first, each with its successor.

    A word matches the beginning of a word. The exact URN or postcode comes first, then open before closed, then what
    the name says before what the town says. Where no school has all the words, those that have all but one, and among
    them one that tells; such a school says `is_near`. A few queries, as many for any number of schools.
    """
    words = rules.search_words(text)
    if not words:
        return []
    keys, near = _all_words(words, text, limit), False
    if not keys and "-" in text:
        keys = _all_words(rules.search_words(text.replace("-", "")), text, limit)
    if not keys:
        keys, near = _all_but_one(words, text, limit), True
    found = School.objects.select_related("successor").in_bulk(keys)
    for school in found.values():
        school.is_near = near
    return [found[key] for key in keys]


def search_trusts(text: str, limit: int = 20) -> list[Trust]:
    """At most `limit` trusts with a word beginning with each word typed, or with the number typed; by name.

    The register has some 3,000 of them, so their names are compared here. Two queries. `schools` is how many open
    schools each has now.
    """
    words = rules.plain_words(text[: rules.MOST_TYPED])[: rules.MOST_WORDS]
    if not words:
        return []
    names = Trust.objects.order_by("name", "pk").values_list("pk", "uid", "name")
    found = [key for key, uid, name in names if words == [uid] or _has_all(words, rules.plain_words(name))]
    here = Placement.objects.filter(trust=OuterRef("pk"), to_on=None, school__status__in=(OPEN, OPEN_TO_CLOSE))
    counted = here.order_by().values("trust").annotate(schools=Count("pk")).values("schools")
    rows = Trust.objects.annotate(schools=Coalesce(Subquery(counted), 0)).in_bulk(found[:limit])
    return [rows[key] for key in found[:limit]]


def _has_all(words: list[str], named: list[str]) -> bool:
    return all(any(one.startswith(word) for one in named) for word in words)


def _all_words(words: list[str], text: str, limit: int) -> list[int]:
    by = SchoolWord.objects.by_rarity(words)[:1]
    rows = School.objects.having(words, by=by)
    return list(_best_first(rows, words, text)[:limit]) if by else _by_name(rows, words, limit)


def _all_but_one(words: list[str], text: str, limit: int) -> list[int]:
    """Whoever lacks one word has one of any two; with one that tells, it is another that may be wrong."""
    by = SchoolWord.objects.by_rarity([word for word in words if len(word) >= EVIDENCE], enough=2)[:2]
    if not by or len(words) < 2:
        return []
    hits = sum((_one(has_word(word)) for word in words), start=Value(0))
    rows = School.objects.indexed_by(by).annotate(hits=hits).filter(hits__gte=len(words) - 1)
    return list(_best_first(rows, words, text)[:limit])


def _best_first(rows: QuerySet[School], words: list[str], text: str) -> QuerySet[School, int]:
    """The keys, in order."""
    codes = Q(urn__in=words) | Q(postcode__in=rules.postcodes_in(words))
    named = sum((_one(Q(**{f"at_{n}__gt": 0, f"at_{n}__lt": F("named_until")})) for n in range(len(words))), Value(0))
    bonus = sum((_one(has_word(word)) for word in rules.skipped_words(text)), Value(0))
    return (
        rows.alias(named_until=StrIndex("search", Value(rules.NAME_ENDS)))
        .alias(**{f"at_{n}": StrIndex("search", Value(f" {word}")) for n, word in enumerate(words)})
        .alias(exact=_one(codes), opened=_one(IS_OPEN), named=named, bonus=bonus)
        .alias(begins=_one(Q(search__startswith=f" {words[0]}")))
        .order_by("-exact", "-opened", "-named", "-begins", "-bonus", "name", "pk")
        .values_list("pk", flat=True)
    )


def _by_name(rows: QuerySet[School], words: list[str], limit: int) -> list[int]:
    """The keys of schools whose words are so common that whoever is first by name will have them."""
    keys = rows.order_by("name", "pk").values_list("pk", flat=True)
    begins = beginning("search", f" {words[0]}")
    parts = (keys.filter(IS_OPEN, begins), keys.filter(IS_OPEN).exclude(begins), keys.exclude(IS_OPEN))
    return list(islice(_one_by_one(parts, limit), limit))


def _one_by_one(parts: Iterable[QuerySet[School, int]], limit: int) -> Iterator[int]:
    for part in parts:
        yield from part[:limit]


def _one(condition: Q) -> Combinable:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
