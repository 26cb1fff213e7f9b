"""Settings of the test run: demo mode is on, and files go to a folder of their own."""

import os
import tempfile

os.environ.setdefault("DEMO", "1")
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="cadre-test-"))

from cadre.config.settings import *  # noqa: E402, F403 - the environment comes first
