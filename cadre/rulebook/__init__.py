"""The rulebook: every dated policy by area, with what holds today, what is coming and all that held, and changes from a
day on. A room says in its `policies.py` what its dated rows are called; they are read where they always were.
"""
