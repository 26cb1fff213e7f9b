"""Views of lists that somebody saved."""

from django.conf import settings
from django.db import models

from cadre.saved_views.rules import LONGEST_NAME, place_in_words


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def shared(self) -> "SavedViewQuerySet":
        """Those that the office shares."""
        return self.exclude(shared_at=None)

    def kept_by(self, user_id: int) -> "SavedViewQuerySet":
        """Somebody's own."""
        return self.filter(user=user_id)

    def of_list(self, path: str) -> "SavedViewQuerySet":
        """Those of the list at this path, by name, with who made them."""
        return self.filter(path=path).select_related("user").order_by("name", "pk")


class SavedView(models.Model):
    """A list's address by a name. `path` is the list; `query` what is shown of it, as `ui.kept_views.as_kept` says.

    `shared_at`: since when the office sees it too; empty for one's own.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    path = models.CharField(max_length=500)
    query = models.TextField()
    name = models.CharField(max_length=LONGEST_NAME)
    shared_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "path", "name"], name="saved_view_named_once")]
        indexes = [models.Index(fields=["path"], name="saved_view_path")]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return f"{self.path}?{self.query}"

    @property
    def place(self) -> str:
        """Where its list is, in words."""
        return place_in_words(self.path)

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None
