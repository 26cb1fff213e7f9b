"""Saved views: a list’s filters, order, columns and size under a name, for oneself or for the office.

A view holds an address and nothing else. Whoever opens one goes through the list's own door.
"""
