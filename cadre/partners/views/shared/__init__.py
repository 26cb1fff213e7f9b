"""Bodies of pages that the office and a partner have in common; each audience opens them by its own views."""
