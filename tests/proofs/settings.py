"""The test settings for worker processes of proofs, with short waits."""

import os

from cadre.config.testing import *  # noqa: F403

DBTASKS = {
    "time_limit_seconds": float(os.environ.get("PROOF_TIME_LIMIT", "20")),
    "max_attempts": int(os.environ.get("PROOF_ATTEMPTS", "5")),
    "first_delay_seconds": 0.05,
}
SMTP_URL = os.environ.get("SMTP_URL", "")
