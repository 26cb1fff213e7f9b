"""Facilitators: serving school leaders who run the events, and what they are accredited for.

Who staffs which group is decided in `scheduling`.
"""
