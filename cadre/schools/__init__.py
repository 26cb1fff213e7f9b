"""Schools, trusts, dioceses and districts, each as at a date.

A district belongs to a day: districts end and have successors, and their category is a dated list.
"""
