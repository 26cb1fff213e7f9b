"""Decisions of staffing: plain values in, an answer with its reasons out."""
