"""Settings of the test run: demo mode is on, files go to a folder of their own, assets are served as built."""

import os
import tempfile

os.environ.setdefault("DEMO", "1")
if "VAR_DIR" not in os.environ:
    _scratch = tempfile.TemporaryDirectory(prefix="cadre-test-")
    os.environ["VAR_DIR"] = _scratch.name

from cadre.config.settings import *  # noqa: F403 - the environment comes first

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
