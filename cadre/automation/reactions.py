"""When X happened, do Y. One readable table; each reaction is safe to repeat and is retried alone."""

from collections.abc import Mapping, Sequence

from cadre.journal.reactions import type_of_reaction
from cadre.lib.happenings import Happening

REACTIONS: Mapping[Happening, Sequence[type_of_reaction]] = {}
