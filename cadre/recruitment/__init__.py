"""Recruitment: will every group run? Counts and curves to the deadline, a forecast with its interval, and digests.

It reads applications, groups, the waiting list and rates. Past curves are derived from the dates of applications, so
that no snapshot of any day is kept.
"""
