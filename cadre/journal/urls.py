from cadre.journal.views import office as views
from cadre.ui.pages import Page

# A parked task is a job that failed, so it is read and retried by whoever may do so with an import.
office = [
    Page("journal/", views.entries, "entries", "audit_log", "L"),
    Page("journal/parked/", views.parked, "parked", "import_job", "L"),
    Page("journal/parked/retries/", views.retries, "retries", "import_job", "A", ("POST",)),
    Page("journal/parked/<uuid:task_id>/retry/", views.retry, "retry", "import_job", "A", ("POST",)),
]
