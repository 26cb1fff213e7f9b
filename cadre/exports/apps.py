from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "cadre.exports"

    def ready(self) -> None:
        from cadre.exports.views.long_lists import made_by_the_worker
        from cadre.ui import listing

        listing.elsewhere(made_by_the_worker)
