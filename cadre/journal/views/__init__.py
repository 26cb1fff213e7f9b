"""What happened, and what failed, as the office sees it."""
