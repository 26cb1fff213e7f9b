"""Schools found by what people type."""

from collections.abc import Iterable, Iterator, Sequence
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
    Spelling,
    Trust,
    beginning,
    has_one_of,
    has_word,
)

Group = Sequence[str]
"""A typed word, or the words it may have been meant for."""
EVIDENCE = 3
"""The letters of a word that makes a school come near, though it lacks another."""
IS_OPEN = Q(status__in=(OPEN, OPEN_TO_CLOSE))


def search_schools(text: str, limit: int = 20) -> list[School]:
    """At most `limit` schools for a name, town, postcode or URN, the likeliest first, each with its successor.

    A word matches the beginning of a word. The exact URN or postcode comes first, then open before closed, then what
    the name says before what the town says. Where no school has all the words, those that have them spelt a little
    otherwise, and those that have all but one, among them one that tells; such a school says `is_near`. A few queries,
    as many for any number of schools.
    """
    words = rules.search_words(text)
    if not words:
        return []
    keys, near = _all_of(_alone(words), words, text, limit), False
    if not keys and "-" in text:
        joined = rules.search_words(text.replace("-", ""))
        keys = _all_of(_alone(joined), joined, text, limit)
    if not keys:
        keys, near = _near(words, text, limit), True
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


def _alone(words: list[str]) -> list[Group]:
    return [(word,) for word in words]


def _all_of(groups: list[Group], words: list[str], text: str, limit: int) -> list[int]:
    """Schools with a word of each group: as it was typed, or one that it may have been meant for."""
    by = SchoolWord.objects.by_rarity(groups)[:1]
    rows = School.objects.having(groups, by=by)
    return list(_best_first(rows, words, text)[:limit]) if by else _by_name(rows, groups[0], limit)


def _near(words: list[str], text: str, limit: int) -> list[int]:
    """Schools with all the words, those that nobody has spelt a little otherwise; or else with all but one of them.

    What is left of the words must tell something: common words alone make nobody near.
    """
    unknown = SchoolWord.objects.unknown(words)
    meant = Spelling.objects.near(unknown)
    known: list[Group] = [(word,) for word in words if word not in unknown]
    likely: list[Group] = [meant.get(word, ()) if word in unknown else (word,) for word in words]
    kept = [group for group in likely if group]
    for groups in (kept, known) if unknown else ():
        if len(groups) == len(words) or (len(groups) == len(words) - 1 and _tells(groups)):
            if keys := _all_of(groups, [group[0] for group in groups], text, limit):
                return keys
    return _all_but_one(kept, [group[0] for group in kept], text, limit) if len(kept) == len(words) else []


def _tells(groups: list[Group]) -> bool:
    return any(len(group[0]) >= EVIDENCE for group in SchoolWord.objects.by_rarity(groups)[:1])


def _all_but_one(groups: list[Group], words: list[str], text: str, limit: int) -> list[int]:
    """Whoever lacks one word has one of any two; with one that tells, it is another that may be wrong."""
    by = SchoolWord.objects.by_rarity([group for group in groups if len(group[0]) >= EVIDENCE], enough=2)[:2]
    if not by or len(groups) < 2:
        return []
    hits = sum((_one(has_one_of(group)) for group in groups), start=Value(0))
    rows = School.objects.indexed_by(by).annotate(hits=hits).filter(hits__gte=len(groups) - 1)
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


def _by_name(rows: QuerySet[School], first: Group, limit: int) -> list[int]:
    """The keys of schools whose words are so common that whoever is first by name will have them."""
    keys = rows.order_by("name", "pk").values_list("pk", flat=True)
    begins = beginning("search", f" {first[0]}")
    parts = (keys.filter(IS_OPEN, begins), keys.filter(IS_OPEN).exclude(begins), keys.exclude(IS_OPEN))
    return list(islice(_one_by_one(parts, limit), limit))


def _one_by_one(parts: Iterable[QuerySet[School, int]], limit: int) -> Iterator[int]:
    for part in parts:
        yield from part[:limit]


def _one(condition: Q) -> Combinable:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
