from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "cadre.programmes"
