"""Promises about crashes and crowds, proven with real processes on a real database. Each can fail: see its control."""
