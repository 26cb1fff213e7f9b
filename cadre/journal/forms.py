from django.db.models import QuerySet

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
