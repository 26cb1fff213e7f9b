"""The doors: URL trees per audience, menus, home pages, sign-in, the public front page and error pages.

Pages about one area live in their room; only what gathers several rooms lives here.
"""
