"""Applications: one question a page, a quote with its reasons, and the decision.

A quote takes the fee from `programmes` and the facts from `schools`; the rules are dated rows.
"""
