"""The terms of memoranda in words, for the page that shows what held when."""

from datetime import date

from cadre.partners.models import MemorandumPolicy


def terms_words(terms: MemorandumPolicy) -> str:
    """`Renewal proposed 6 months before; a link to sign works 30 days; reminded every 7 days`."""
    reminded = f"reminded every {terms.remind_days} days" if terms.remind_days else "not reminded"
    return (
        f"Renewal proposed {terms.renew_months} months before; a link to sign works {terms.link_days} days; {reminded}"
    )


def state_of(terms: MemorandumPolicy, today: date) -> tuple[str, str]:
    """(words, kind of tag)."""
    if terms.from_on > today:
        return "Later", "open"
    return ("In force", "good") if terms.to_on is None or terms.to_on > today else ("Past", "")
