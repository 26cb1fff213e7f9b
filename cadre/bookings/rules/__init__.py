"""What decides about the waiting list, and about a party: plain values in, answers with their reasons out."""
