"""Formation: plans of who sits where, from everybody who chose an offering, with proof of how good they are.

A plan proposes; seats are given and taken by `groups`. The method is `solver`, which knows no database.
"""
