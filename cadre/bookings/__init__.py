"""Bookings: a school's party of places, and the waiting list.

Both end in a place that a group gives: what must be filled in is `applications`, who sits where is `groups`.
"""
