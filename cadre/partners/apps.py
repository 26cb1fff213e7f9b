from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "cadre.partners"

    def ready(self) -> None:
        from cadre.partners import access  # noqa: F401  declares how this room's roles are found
