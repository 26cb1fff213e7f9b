"""What is decided in recruitment, in plain values."""
