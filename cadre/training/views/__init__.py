"""Pages of training, by audience."""
