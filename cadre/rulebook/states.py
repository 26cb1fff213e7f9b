"""What can happen to a dated policy."""

from cadre.lib.happenings import happening

VERSION_WRITTEN = happening(
    "rulebook.version_written", "{by} changed “{subject}” from {day}: {what}. Source: {source}", major=True
)
LINE_ENDED = happening("rulebook.line_ended", "{by} ended “{subject}” after {day}: {reason}", major=True)
END_TAKEN_BACK = happening("rulebook.end_taken_back", "{by} took back the end of “{subject}” after {day}: {reason}")
VERSION_WITHDRAWN = happening(
    "rulebook.version_withdrawn", "{by} withdrew “{subject}” from {day}, before it began: {reason}", major=True
)
