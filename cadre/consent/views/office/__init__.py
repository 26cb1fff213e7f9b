"""The office: rounds, what is done about them, and the terms they are asked by."""
