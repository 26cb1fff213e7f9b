from django.apps import AppConfig


class AutomationConfig(AppConfig):
    name = "cadre.automation"

    def ready(self) -> None:
        from cadre.automation.reactions import REACTIONS
        from cadre.journal import reactions

        reactions.connect(REACTIONS)
