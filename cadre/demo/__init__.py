"""The demo network: named people to sign in as, a date that can be moved, and every mail that was caught.

Installed only where `DEMO` is set, which is refused unless the site's address is local.
"""
