"""The words an application is found by."""

from django.db import connection, models

from cadre.applications.rules.search import WORD_LENGTH


class SearchWordQuerySet(models.QuerySet["SearchWord"]):
    def finding(self, words: list[str]) -> "models.QuerySet[SearchWord, int] | None":
        """The keys of the applications that have a word beginning with each of `words`; None for no words."""
        hits = None
        for word in sorted(words, key=len):
            rows = self.beginning_with(word)
            rows = rows if hits is None else rows.filter(application__in=hits)
            hits = rows.values_list("application", flat=True).distinct()
        return hits

    def beginning_with(self, word: str) -> "SearchWordQuerySet":
        """Read from the index on both databases: SQLite does not use one for LIKE."""
        if connection.vendor == "sqlite":
            return self.filter(word__gte=word, word__lt=word + "\U0010ffff")
        return self.filter(word__startswith=word)


class SearchWord(models.Model):
    """One word an application is found by: lower case, without accents."""

    application = models.ForeignKey("Application", on_delete=models.CASCADE, related_name="search_words")
    word = models.CharField(max_length=WORD_LENGTH, db_index=True)

    objects = SearchWordQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "word"], name="search_word_once")]
        indexes = [models.Index(fields=["word", "application"], name="search_word")]

    def __str__(self) -> str:
        return self.word
