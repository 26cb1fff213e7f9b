from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "cadre.consent"

    def ready(self) -> None:
        from cadre.consent import holdings  # noqa: F401  declares what is held for whom, and who agreed
