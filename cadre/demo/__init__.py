"""The demo network: named people and whole intakes, dated relative to today.

Installed in demo mode and in tests only. It fills every other room through the rooms' own actions.
"""
