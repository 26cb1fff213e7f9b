from cadre.messages.views import outbox, templates
from cadre.ui.pages import Page

POST = ("POST",)
office = [
    Page("messages/", outbox.outbox, "outbox", "notification_log", "L"),
    Page("messages/<uuid:pk>/", outbox.message, "message", "notification_log", "V"),
    Page("messages/<uuid:pk>/outcome/", outbox.outcome, "outcome", "notification_log", "A", POST),
    Page("messages/<uuid:pk>/values/", outbox.values, "values", "notification_log", "A", POST),
    Page("messages/templates/", templates.templates, "templates", "message_template", "L"),
    Page("messages/templates/<str:key>/", templates.template, "template", "message_template", "V"),
    Page("messages/templates/<str:key>/wording/", templates.wording, "wording", "message_template", "E"),
    Page(
        "messages/templates/<str:key>/<int:version>/activation/",
        templates.activation,
        "activation",
        "message_template",
        "E",
        POST,
    ),
]
