"""Groups and the enrolments in them: viability, places, moves.

A group runs from twelve people; the rule is dated data in `programmes`.
"""
