"""What to do next on each home, best first, in the words of its list."""
