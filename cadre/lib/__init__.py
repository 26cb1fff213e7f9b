"""Money, dates, text, tabular files and other small things every room uses.

Knows no Django, no settings and no room.
"""
