"""Numbers without gaps: one counter row, locked, in the transaction of the paper that takes the number."""

from datetime import date

from django.db import connection

from cadre.finance.models import NumberSeries
from cadre.finance.rules.numbers import number_of
from cadre.finance.states import Series


def lock(series: Series) -> NumberSeries:
    """Hold the series until the end of the transaction. Raises LookupError before `load_reference`."""
    if not connection.in_atomic_block:
        raise RuntimeError("A number is taken inside the transaction of its paper.")
    row = NumberSeries.objects.select_for_update().filter(kind=series).first()
    if row is None:
        raise LookupError(f"There is no number series for {series.label.lower()}; run load_reference.")
    return row


def take(row: NumberSeries, *, on: date) -> tuple[str, date]:
    """The next number of a locked series, and the date of its paper: never before that of an earlier number."""
    number, dated = number_of(row.prefix, row.next), max(on, row.last_on or on)
    row.next, row.last_on = row.next + 1, dated
    row.save(update_fields=["next", "last_on"])
    return number, dated
