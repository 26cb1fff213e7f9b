"""The site for proofs, served by gunicorn; for controls, without a guard (`PROOF_WITHOUT`)."""

import os
import threading
import time

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication

from cadre.applications import actions
from cadre.applications.models import Application

THREADS = 4


def serve(port: int, workers: int = 1) -> None:
    """Until told to stop."""
    if os.environ.get("PROOF_WITHOUT") == "writing before answering":
        actions.submit_application = _later(actions.submit_application)
    _Gunicorn({"bind": f"127.0.0.1:{port}", "workers": workers, "threads": THREADS}).run()


class _Gunicorn(BaseApplication):
    """What the command `gunicorn` does, with options from here."""

    def __init__(self, options: dict[str, object]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        """By the settings of this process, which `cadre.config.wsgi` was imported without."""
        return get_wsgi_application()


def _later(submit):
    """Say that it is handed in, and hand it in a little later."""

    def submit_later(draft: Application, **said: object) -> Application:
        def hand_in() -> None:
            time.sleep(0.4)
            submit(draft, **said)

        threading.Thread(target=hand_in, daemon=True).start()
        return draft

    return submit_later
