"""The words a school is found by."""

from collections.abc import Iterable, Sequence

from django.db import connection, models
from django.db.models import Q

from cadre.schools.rules import LEAST_TYPED, WORD_LENGTH, may_be_misspelt, nearest, neighbourhood, telling

FEW, MANY = 400, 6_000


def has_word(word: str) -> Q:
    """Whether a school's search text has a word that begins with `word`, which `rules.search_words` made."""
    return Q(search__contains=f" {word}")


def beginning(field: str, text: str) -> Q:
    """Read from an index on both databases: SQLite does not use one for LIKE."""
    if connection.vendor == "sqlite":
        return Q(**{f"{field}__gte": text, f"{field}__lt": text + "\U0010ffff"})
    return Q(**{f"{field}__startswith": text})


def has_one_of(words: Iterable[str]) -> Q:
    """Whether it has a word that begins with one of `words`."""
    found = Q()
    for word in words:
        found |= has_word(word)
    return found


class SchoolWordQuerySet(models.QuerySet["SchoolWord"]):
    def beginning_with(self, *words: str) -> "SchoolWordQuerySet":
        found = Q()
        for word in words:
            found |= beginning("word", word[:WORD_LENGTH])
        return self.filter(found)

    def unknown(self, words: Iterable[str]) -> list[str]:
        """Those that no school has a word beginning with. A query for each that is not common."""
        return [word for word in telling(words) if not self.beginning_with(word).exists()]

    def by_rarity(self, groups: Iterable[Sequence[str]], *, enough: int = 1) -> list[Sequence[str]]:
        """The typed words that the index narrows, the rarest first, each with the words it may stand for.

        A query for each, none after `enough` rare ones. Words that stand in many schools are left out: reading these
        in the order of their names is quicker.
        """
        counted: list[tuple[int, Sequence[str]]] = []
        narrows = [group for group in groups if len(telling(group)) == len(group)]
        for group in sorted(narrows, key=lambda group: len(group[0]), reverse=True):
            rows = self.beginning_with(*group)[:MANY].count()
            if rows < MANY:
                counted.append((rows, group))
            if sum(rows <= FEW for rows, _ in counted) == enough:
                break
        return [group for _, group in sorted(counted, key=lambda one: (one[0], one[1][0]))]


class SchoolWord(models.Model):
    """One word of a school's search text. Written by `actions.index_schools` alone."""

    school = models.ForeignKey("School", on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=WORD_LENGTH)

    objects = SchoolWordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["word", "school"], name="school_word", opclasses=["varchar_pattern_ops", "int8_ops"])
        ]

    def __str__(self) -> str:
        return self.word


class SpellingQuerySet(models.QuerySet["Spelling"]):
    def near(self, words: Iterable[str]) -> dict[str, list[str]]:
        """The words of the register that are one slip from each of `words`. One query."""
        left = {word: neighbourhood(word) for word in words if may_be_misspelt(word)}
        spelt = {one for some in left.values() for one in some if len(one) >= LEAST_TYPED}
        rows = list(self.filter(spelt__in=spelt).values_list("spelt", "word")) if spelt else []
        return {word: nearest(word, (one for by, one in rows if by in some)) for word, some in left.items()}


class Spelling(models.Model):
    """A word of the register under itself, and under what is left of it without one letter. `actions.index_schools`
    writes it. A word that no school has any more stays until all are indexed, and finds nobody.
    """

    spelt = models.CharField(max_length=WORD_LENGTH)
    word = models.CharField(max_length=WORD_LENGTH)

    objects = SpellingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["spelt", "word"], name="spelling_once")]

    def __str__(self) -> str:
        return f"{self.spelt}: {self.word}"
