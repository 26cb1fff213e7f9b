"""Who staffs which group: suggestions worked out as a whole, invitations and their answers, and briefings.

Suggests from above and never assigns by itself: a seat is given by `scheduling` when its invitation is accepted.
"""
