"""The yardstick: the least Django that shows a page, and the least that takes a form with session and CSRF."""
