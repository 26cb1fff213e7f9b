"""Works out every kept fee again from its kept inputs, checks every invoice's sums, and looks for gaps in numbers."""

from typing import Any

from django.core.management.base import BaseCommand

from cadre.finance.queries.replay import fee_faults, invoice_faults, series_faults


class Command(BaseCommand):
    help = "Work out every fee and invoice again; fails when one differs or a number is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = []
        for noun, check in (("fees", fee_faults), ("invoices", invoice_faults), ("number series", series_faults)):
            total, found = check()
            faults += found
            equal = total - len(found)
            percent = f"{100 * equal / total:.6g}" if total else "100"
            self.stdout.write(f"{equal} of {total} {noun} are equal, {percent} %.")
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise SystemExit(1)
