"""Read shapes for finance's pages and reports."""
