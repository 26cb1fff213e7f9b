"""Qualifications, their delivery models and list fees; intakes, registration and the windows of each event.

Everything here is dated: what an intake offers and costs is read as at a day.
"""
