"""Read shapes of training: demand by region, the sheet of a part, somebody's own training."""
