"""What decides about facilitators: plain values in, answers with their reasons out."""
