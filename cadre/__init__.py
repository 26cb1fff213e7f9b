"""Cadre: software for providers of professional qualifications delivered through partners."""
