"""The words a school is found by."""

from collections.abc import Iterable

from django.db import connection, models
from django.db.models import Q

from cadre.schools.rules import WORD_LENGTH, telling

FEW, MANY = 400, 6_000


def has_word(word: str) -> Q:
    """Whether a school's search text has a word that begins with `word`, which `rules.search_words` made."""
    return Q(search__contains=f" {word}")


def beginning(field: str, text: str) -> Q:
    """Read from an index on both databases: SQLite does not use one for LIKE."""
    if connection.vendor == "sqlite":
        return Q(**{f"{field}__gte": text, f"{field}__lt": text + "\U0010ffff"})
    return Q(**{f"{field}__startswith": text})


class SchoolWordQuerySet(models.QuerySet["SchoolWord"]):
    def beginning_with(self, word: str) -> "SchoolWordQuerySet":
        return self.filter(beginning("word", word[:WORD_LENGTH]))

    def by_rarity(self, words: Iterable[str], *, enough: int = 1) -> list[str]:
        """The typed words that the index narrows, the rarest first. A query for each, none after `enough` rare ones.

        Words that stand in many schools are left out: reading these in the order of their names is quicker.
        """
        counted: list[tuple[int, str]] = []
        for word in telling(words):
            rows = self.beginning_with(word)[:MANY].count()
            if rows < MANY:
                counted.append((rows, word))
            if sum(rows <= FEW for rows, _ in counted) == enough:
                break
        return [word for _, word in sorted(counted)]


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
