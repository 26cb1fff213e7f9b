"""Consent: what a plan of groups asks of partners and candidates, and what they answer.

A round asks for one plan. Nobody is seated by it where they did not agree; who sits where is decided by `groups`.
"""
