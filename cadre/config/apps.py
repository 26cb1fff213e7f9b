from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "cadre.config"

    def ready(self) -> None:
        from cadre.config import checks  # noqa: F401 - registers them
