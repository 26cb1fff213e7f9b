"""Read shapes for pages that gather several rooms."""
