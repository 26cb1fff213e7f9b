"""What people said of an event: invitations by link, answers nobody can trace, a report that updates itself.

An answer holds no key to the person who gave it.
"""
