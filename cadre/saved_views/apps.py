from django.apps import AppConfig


class SavedViewsConfig(AppConfig):
    name = "cadre.saved_views"

    def ready(self) -> None:
        from cadre.saved_views.views.above_lists import views_above
        from cadre.ui import kept_views

        kept_views.kept_by(views_above)
