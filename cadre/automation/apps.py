from datetime import timedelta
from functools import partial

from django.apps import AppConfig


class AutomationConfig(AppConfig):
    name = "cadre.automation"

    def ready(self) -> None:
        from cadre.automation.reactions import REACTIONS
        from cadre.automation.timetable import DAILY, run_now
        from cadre.journal import clockwork, reactions

        reactions.connect(REACTIONS)
        for job in DAILY:
            name = f"{job.__module__.split('.')[1]}.{job.__name__}"
            clockwork.register(name, partial(run_now, job), every=timedelta(minutes=1))
