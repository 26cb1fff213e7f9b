from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "cadre.scheduling"

    def ready(self) -> None:
        from cadre.scheduling.queries import booked  # noqa: F401  declares what facilitators are booked for
