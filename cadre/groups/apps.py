from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "cadre.groups"

    def ready(self) -> None:
        from cadre.groups import access  # noqa: F401  declares how this room's roles are found
