"""Read shapes for the pages of bookings and of the waiting list."""
