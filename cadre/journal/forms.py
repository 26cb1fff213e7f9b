from django.db.models import Q, QuerySet

from cadre.journal.models import Reaction
from cadre.ui.forms import TextField
from cadre.ui.listing import FilterForm


class EntryFilter(FilterForm):
    about = TextField(label="About", limit=100)
    by = TextField(label="By", limit=100)
    happening = TextField(label="What happened", limit=80)

    def narrow(self, rows: QuerySet) -> QuerySet:
        given = {name: value for name, value in self.cleaned_data.items() if value}
        if "about" in given:
            rows = rows.filter(subject_label__icontains=given["about"])
        if "by" in given:
            rows = rows.filter(by_name__icontains=given["by"])
        if "happening" in given:
            rows = rows.filter(happening__icontains=given["happening"].replace(" ", "_").lower())
        return rows


class ParkedFilter(FilterForm):
    """Which parked tasks."""

    q = TextField(label="Task or fault", limit=100)

    def narrow(self, rows: QuerySet) -> QuerySet:
        words = self.cleaned_data.get("q")
        if not words:
            return rows
        path = words.replace(": ", ".").replace(" ", "_")
        owed = Reaction.objects.filter(name__icontains=path, task_id__isnull=False).values("task_id")
        return rows.filter(Q(task_path__icontains=path) | Q(traceback__icontains=words) | Q(pk__in=owed))
