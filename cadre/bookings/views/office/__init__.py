"""The office: the waiting list, and bookings on behalf of whoever leads them."""
