from django.apps import AppConfig


class FacilitatorsConfig(AppConfig):
    name = "cadre.facilitators"

    def ready(self) -> None:
        from cadre.facilitators import access  # noqa: F401  declares how this room's roles are found
