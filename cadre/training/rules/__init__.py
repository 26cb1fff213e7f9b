"""What decides in training: plain values in, answers with their reasons out."""
