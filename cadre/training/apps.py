from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "cadre.training"

    def ready(self) -> None:
        from cadre.training.queries import booked  # noqa: F401  declares what facilitators are booked for
