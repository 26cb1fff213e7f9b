"""People: accounts, sign-in, staff roles, and the policy of who may see what.

Roles outside the office are facts of their own rooms; only staff roles live here.
"""
