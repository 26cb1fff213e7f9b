"""The outbox and the words of messages, as the office sees them."""
