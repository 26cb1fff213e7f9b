"""What the pages of bookings and of the waiting list take in."""
