from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "cadre.finance"
