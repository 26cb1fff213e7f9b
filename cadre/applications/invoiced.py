"""Whether an application is on an invoice already. Invoices are made in a room above, which says so here.

invoiced.tell(invoice_naming)
"""

from collections.abc import Callable

from cadre.applications.models import Application

Teller = Callable[..., str]
_tellers: list[Teller] = []


def tell(teller: Teller) -> Teller:
    """Register `teller(application, *, lock)`: the number of the invoice that names the application, or empty.

    With `lock` it first keeps others from invoicing the application until the transaction ends.
    """
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def invoice_of(application: Application, *, lock: bool = False) -> str:
    """The number of the invoice that names the application, or empty."""
    return next(filter(None, (teller(application, lock=lock) for teller in _tellers)), "")
