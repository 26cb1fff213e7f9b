"""Exports: spreadsheets of long lists, which the worker makes for whoever asked, and which are kept for hours.

A list is drawn by its own view, as the very person who asked. Short ones are made at once by `ui`.
"""
