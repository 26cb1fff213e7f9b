"""The promises of the partner information document and an example policy, which a new deployment starts with."""

from datetime import date
from pathlib import Path

import yaml

from cadre.commitments.models import CommitmentPolicy, Promise
from cadre.programmes.models import Qualification

FILE = Path(__file__).with_name("promises.yaml")


def load(today: date) -> str:
    """Rows that are there already are kept. Safe to repeat."""
    held = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    policy = held["policy"]
    from_on = policy.pop("from_on")
    if not CommitmentPolicy.objects.exists():
        CommitmentPolicy.objects.create(from_on=from_on, **policy)
    known = {one.code: one for one in Qualification.objects.all()}
    for position, row in enumerate(held["promises"], 1):
        code = row.pop("qualification", None)
        if code is None or code in known:
            facts = row | {"qualification": known.get(code), "position": position}
            Promise.objects.get_or_create(key=facts.pop("key"), from_on=from_on, defaults=facts)
    return "the promises of partners, with an example policy"
