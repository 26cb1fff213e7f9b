from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MessagesConfig(AppConfig):
    """The label differs from the room's name, which Django's own flash messages have taken."""

    name = "cadre.messages"
    label = "outbox"

    def ready(self) -> None:
        autodiscover_modules("emails")
        from cadre.messages import checks, timetable  # noqa: F401
