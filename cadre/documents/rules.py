"""Whether the figures on a document add up. Nothing is printed whose total is not the sum of its lines."""

from typing import Any


def wrong_sums(template: str, data: dict[str, Any]) -> list[str]:
    """Sentences for each sum in `data` (pence) that does not hold; empty when all do."""
    checks = _SUMS.get(template)
    return [sentence for holds, sentence in checks(data) if not holds] if checks else []


def _invoice(data):
    for number, line in enumerate(data["lines"], 1):
        yield line["quantity"] * line["unit"] == line["amount"], f"line {number} is not quantity times unit price"
    yield sum(line["amount"] for line in data["lines"]) == data["net"], "net is not the sum of the lines"
    yield data["net"] + data["vat"]["amount"] == data["total"], "total is not net plus VAT"


def _contract_schedule(data):
    fees = [event["fee"] for event in data["events"]]
    if data["total"] is None:
        yield not any(fee is not None for fee in fees) and not data["bands"], "a copy without a total shows no amounts"
    else:
        yield None not in fees and sum(fees) == data["total"], "total is not the sum of the events' fees"


def _statement(data):
    for number, line in enumerate(data["hosting"], 1):
        yield (
            line["people"] * line["rate"] * line["events"] == line["amount"],
            (f"hosting line {number} is not people times rate"),
        )
    for part in ("hosting", "facilitation"):
        lines = sum(line["amount"] for line in data[part])
        yield lines == data[f"{part}_total"], f"{part}_total is not the sum of its lines"
    parts = data["hosting_total"] + data["facilitation_total"]
    yield parts == data["total"], "total is not hosting plus facilitation"


_SUMS = {"invoice": _invoice, "contract_schedule": _contract_schedule, "statement": _statement}
