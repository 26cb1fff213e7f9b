"""Read shapes of this room: facilitators in lists, and the days on which they can work."""

from cadre.facilitators.queries.facilitators import search_facilitators, with_accreditations

__all__ = ["search_facilitators", "with_accreditations"]
