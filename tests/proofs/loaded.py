"""What every process of the proofs has imported before it begins: the whole product, by the settings of proofs.

Imported only by the server that forks those processes, so it leaves nothing that a fork would share: no connection, no
thread. What has been loaded is never looked through for garbage again, so that its memory stays shared.
"""

import gc
import os
import threading

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.proofs.settings"

import gunicorn.workers.gthread  # noqa: E402, F401
from django.core.management import get_commands, load_command_class  # noqa: E402
from django.db import connections  # noqa: E402

from cadre.config import wsgi  # noqa: E402, F401
from tests.proofs import forked, web, work  # noqa: E402, F401

load_command_class(get_commands()["work"], "work")
if any(wrapper.connection for wrapper in connections.all()) or threading.active_count() > 1:
    raise RuntimeError("A connection or a thread was begun while the product was imported: no process may share it.")
gc.collect()
gc.freeze()
