"""The gates that hold the house up, each with a planted fault that it catches."""
