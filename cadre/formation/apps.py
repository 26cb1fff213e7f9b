from django.apps import AppConfig


class FormationConfig(AppConfig):
    name = "cadre.formation"
