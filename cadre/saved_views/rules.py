"""What a view may be called, and how many there may be. Plain values in, answers with reasons out."""

from collections.abc import Collection

MOST = 30
"""Views of one list, of one person."""
LONGEST_NAME = 60
LONGEST_ADDRESS = 2_000


def refuse_name(name: str, others: Collection[str]) -> str:
    """Why a view of a list may not be called so beside `others` of the same person, or empty."""
    if not any(letter.isalnum() for letter in name):
        return "Write a name with a letter or a number in it."
    if len(name) > LONGEST_NAME:
        return f"Write {LONGEST_NAME} characters or fewer."
    if name.casefold() in {other.casefold() for other in others}:
        return f"You have a view of this list called “{name}” already. Choose another name."
    return ""


def refuse_another(kept: int) -> str:
    """Why no further view of a list is kept for somebody, or empty."""
    if kept < MOST:
        return ""
    return f"You have {kept} views of this list, which is the most. Delete one first. Nothing was saved."


def refuse_address(query: str) -> str:
    """Why an address cannot be kept, or empty."""
    if not query:
        return "There is nothing to save: the list is shown without filters, in its own order."
    if len(query) > LONGEST_ADDRESS:
        return "This view is too long to be saved. Filter by fewer things at once."
    return ""


def place_in_words(path: str) -> str:
    """`/office/finance/invoices/` -> `Office › finance › invoices`."""
    words = " › ".join(part.replace("-", " ") for part in path.strip("/").split("/"))
    return words[:1].upper() + words[1:]
