"""Drawings: plain values in, SVG or shapes for a template out."""
