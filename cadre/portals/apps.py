from django.apps import AppConfig


class PortalsConfig(AppConfig):
    name = "cadre.portals"

    def ready(self) -> None:
        from cadre.portals import nearby  # noqa: F401  who delivers a qualification, for its public page
