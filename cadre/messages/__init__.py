"""Mail: kinds with named merge fields, an outbox, one row per message with what became of it.

A room's `emails.py` builds a message; its action or reaction posts it.
"""
