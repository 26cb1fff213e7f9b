"""The site for proofs, served by gunicorn; for controls, without a guard (`PROOF_WITHOUT`)."""

import os
import threading
import time

from cadre.config.wsgi import application

if os.environ.get("PROOF_WITHOUT") == "writing before answering":
    from cadre.applications import actions
    from cadre.applications.models import Application

    _submit = actions.submit_application

    def _later(draft: Application, **said: object) -> Application:
        """Say that it is handed in, and hand it in a little later."""

        def hand_in() -> None:
            time.sleep(0.4)
            _submit(draft, **said)

        threading.Thread(target=hand_in, daemon=True).start()
        return draft

    actions.submit_application = _later

__all__ = ["application"]
