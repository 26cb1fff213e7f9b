"""The office: lists, one application with its evidence, and what is decided about it."""
