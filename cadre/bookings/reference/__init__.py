"""The example policy of the waiting list and of bookings that a new deployment starts with, with its source."""

from datetime import date
from pathlib import Path

import yaml

from cadre.bookings.models import BookingPolicy, QueuePolicy

FILE = Path(__file__).with_name("policy.yaml")


def load(today: date) -> str:
    """Load the file of this folder. Rows that are there already are kept. Safe to repeat."""
    rows = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for model, row in ((QueuePolicy, rows["waiting_list"]), (BookingPolicy, rows["bookings"])):
        model.objects.get_or_create(from_on=row.pop("from_on"), defaults=row)
    return "the policy of the waiting list and of bookings, marked as an example"
