"""The day itself: the register, its marks and its completion.

Completing a register is what invites people to evaluate and what fees are counted from.
"""
