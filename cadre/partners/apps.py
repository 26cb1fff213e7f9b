from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "cadre.partners"

    def ready(self) -> None:
        from cadre.documents import checking
        from cadre.partners import access, queries  # noqa: F401  how this room’s roles are found; who delivers what
        from cadre.partners.queries.memoranda import checked

        checking.provide(("memorandum", "signed_memorandum"), checked)
