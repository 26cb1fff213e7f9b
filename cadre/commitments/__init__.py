"""Commitments: what each partner promised for a year, and how far it is kept, by what the system knows.

A promise is a dated row with a rule over facts of the rooms below; calls, visits and campaigns are logged here.
"""
