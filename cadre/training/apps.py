from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "cadre.training"

    def ready(self) -> None:
        from cadre.training import calendars  # noqa: F401  declares what stands in calendar feeds
        from cadre.training.queries import booked  # noqa: F401  declares what facilitators are booked for
