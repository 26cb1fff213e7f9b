"""The index that schools are found by."""

from collections.abc import Iterable
from itertools import islice

from django.db import connection, transaction
from django.db.models import F

from cadre.schools.models import School, SchoolWord, Spelling
from cadre.schools.rules import WORD_LENGTH, index_words, neighbourhood, vocabulary

AT_A_TIME = 5_000
INSERT = "INSERT INTO schools_schoolword (school_id, word) VALUES (%s, %s)"
COPY = "COPY schools_schoolword (school_id, word) FROM STDIN"


@transaction.atomic
def index_schools(schools: Iterable[int] | None = None) -> int:
    """Write the words of these schools, given by their keys, or of all, from their `search` text; how many words.

    With them go their spellings, under which a word is found that was typed with a slip.

    In bulk: some 50,000 schools take a few seconds. Whoever creates schools or changes their `search` calls it.
    """
    if schools is None:
        SchoolWord.objects.all().delete()
        Spelling.objects.all().delete()
        schools = list(School.objects.order_by("pk").values_list("pk", flat=True))
        return sum(_written(keys, fresh=True) for keys in _some(schools))
    return sum(_written(keys, fresh=False) for keys in _some(schools))


def _written(keys: list[int], *, fresh: bool) -> int:
    if not fresh:
        SchoolWord.objects.filter(school__in=keys).delete()
    texts = list(School.objects.filter(pk__in=keys).values_list("pk", "search"))
    _learn(vocabulary(text for _, text in texts))
    rows = [(key, word) for key, text in texts for word in index_words(text)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(COPY) as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(INSERT, rows)
    return len(rows)


def _learn(words: set[str]) -> None:
    """Keep the spellings of words that are new. Two that learn the same at once keep them once."""
    words = {word[:WORD_LENGTH] for word in words}
    known = Spelling.objects.filter(spelt__in=words, word=F("spelt")).values_list("word", flat=True)
    fresh = sorted(words.difference(known))
    rows = (Spelling(spelt=spelt, word=word) for word in fresh for spelt in sorted(neighbourhood(word)))
    Spelling.objects.bulk_create(rows, batch_size=AT_A_TIME, ignore_conflicts=True)


def _some(keys: Iterable[int]) -> Iterable[list[int]]:
    left = iter(keys)
    while some := list(islice(left, AT_A_TIME)):
        yield some
