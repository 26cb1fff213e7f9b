"""Events in their windows, who staffs a group, and the confirmation that sets everything going.

Venues belong to `partners`, windows to `programmes`.
"""
