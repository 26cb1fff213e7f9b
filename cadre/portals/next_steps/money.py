"""What waits for finance: to approve, to pay, to invoice and to correct."""

from django.urls import reverse

from cadre.lib.money import pounds
from cadre.lib.words import counted
from cadre.portals.queries.money import Money


def money_steps(money: Money) -> list[dict[str, object]]:
    """What others wait for first: hosting that is owed, then what may be invoiced, then what is to be settled."""
    left = money.left
    found: list[tuple[int, str, str, str, str, str]] = [
        (
            money.statements,
            f"Approve the hosting of {counted(money.statements, 'statement')}",
            f"{pounds(money.to_approve)} is owed to partners, and nobody approved it yet.",
            "office:finance:statements",
            "",
            "See the statements",
        ),
        (
            money.to_pay,
            f"Pay {pounds(money.to_pay)} to {counted(len(money.payable), 'partner')}",
            "It is approved, and goes to confirmed bank details in one payment run.",
            "office:finance:payments",
            "",
            "Make the run",
        ),
        (
            left.ready,
            f"Invoice {counted(left.ready, 'place')}",
            f"{pounds(left.ready_pence)}, and nothing holds {'it' if left.ready == 1 else 'them'} up.",
            "office:finance:places",
            "?why=ready",
            "See them",
        ),
        (
            money.undecided,
            f"Decide the fee of {counted(money.undecided, 'group')}",
            "The agreement names no fee for them, so their facilitators wait.",
            "office:finance:fees",
            "?waiting=on",
            "See them",
        ),
        (
            money.changed,
            f"Correct {counted(money.changed, 'invoice')}",
            "The price of a place is another one than its invoice says.",
            "office:finance:changed",
            "",
            "See what changed",
        ),
        (
            left.waiting,
            f"Settle {counted(left.waiting, 'place')} that cannot be invoiced yet",
            "The price or the payer is not known. Each says what to do first.",
            "office:finance:places",
            "",
            "See them",
        ),
    ]
    return [
        {"title": title, "text": text, "url": reverse(name) + query, "action": action}
        for number, title, text, name, query, action in found
        if number
    ]


def money_figures(money: Money) -> list[tuple[str, object, str]]:
    """The strip on top of finance's first page: label, figure, meaning."""
    left = money.left
    return [
        ("To approve", pounds(money.to_approve), f"hosting on {counted(money.statements, 'statement')}"),
        ("Approved, to pay", pounds(money.to_pay), f"to {counted(len(money.payable), 'partner')}"),
        ("Cannot be paid yet", money.hindered, "partners, each with its reason"),
        ("May be invoiced", pounds(left.ready_pence), counted(left.ready, "place")),
        ("To settle first", left.waiting, "places without a price or payer"),
    ]
