"""Words around numbers."""


def counted(number: int, one: str, many: str = "") -> str:
    """`1 person waits`, `1,204 people wait`: a number with what it counts. Without `many`, an s is put after `one`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
