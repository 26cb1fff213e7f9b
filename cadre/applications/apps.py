from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "cadre.applications"

    def ready(self) -> None:
        from cadre.applications import access  # noqa: F401  declares how this room's roles are found
        from cadre.applications.queries import quotes_by_list
        from cadre.schools.decided import tell

        tell(quotes_by_list)
