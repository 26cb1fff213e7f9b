"""What follows by itself: `reactions.py` (when X happened, do Y) and `timetable.py` (when time passes, do Z).

The two tables are the whole room. The work they name is done in the rooms below.
"""
