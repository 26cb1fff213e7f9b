"""The journal: append-only, who did what when, and the reactions each entry caused.

`record()` writes an entry and queues its reactions in the caller's transaction.
"""
