from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "cadre.journal"
