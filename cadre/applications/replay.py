"""Working stored quotes out again, years later, from what they were decided by."""

from collections.abc import Iterator

from cadre.applications.models import DiscountBand, Quote, ScholarshipRule
from cadre.applications.queries import inputs_of
from cadre.applications.rules.pricing import priced

COMPARED = ("outcome", "sentence", "list_pence", "discount_pence", "scholarship_pence", "payable_pence")


def replay() -> Iterator[tuple[Quote, str]]:
    """Every quote with how it differs when it is worked out again; empty when it does not. Three queries."""
    bands = {band.pk: band for band in DiscountBand.objects.all()}
    rules = {rule.pk: rule for rule in ScholarshipRule.objects.all()}
    quotes = Quote.objects.select_related("application").order_by("pk")
    for quote in quotes.defer("application__answers").iterator(chunk_size=500):
        yield quote, difference(quote, bands, rules)


def difference(quote: Quote, bands: dict[int, DiscountBand], rules: dict[int, ScholarshipRule]) -> str:
    """What differs, in words."""
    try:
        price = priced(inputs_of(quote, bands, rules))
    except (KeyError, TypeError, ValueError) as wrong:
        return f"its inputs or rules are not kept ({type(wrong).__name__}: {wrong})"
    if price.code != quote.reason_code:
        return f"reason {quote.reason_code} became {price.code}"
    for name in COMPARED:
        if (now := getattr(price, name)) != (then := getattr(quote, name)):
            return f"{name.replace('_', ' ')} {then} became {now}"
    return ""
