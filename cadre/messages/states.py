"""What becomes of a message, and what staff may do about it."""

from cadre.lib.happenings import happening
from cadre.lib.transitions import Workflow

MESSAGE = Workflow(
    "message",
    labels={
        "held": "Held",
        "queued": "Waiting to go",
        "sending": "Being sent",
        "sent": "Sent",
        "failed": "Not delivered",
        "uncertain": "Uncertain",
        "discarded": "Discarded",
    },
    moves={
        "held": (("queued",), "held"),
        "released": (("held",), "queued"),
        "taken": (("queued",), "sending"),
        "handed_over": (("sending",), "sent"),
        "postponed": (("sending",), "queued"),
        "given_up": (("sending",), "failed"),
        "doubted": (("sending",), "uncertain"),
        "sent_again": (("failed", "uncertain"), "queued"),
        "marked_as_sent": (("uncertain",), "sent"),
        "discarded": (("held", "queued", "failed", "uncertain"), "discarded"),
    },
    initial="queued",
)
TAGS = {
    "held": "warn",
    "queued": "open",
    "sending": "open",
    "sent": "good",
    "failed": "bad",
    "uncertain": "warn",
    "discarded": "",
}

WISHES = ("held", "discarded")
"""What may be decided about a message before it is written."""

MESSAGE_HELD = happening("messages.held", "{by} held “{subject}”.")
MESSAGE_RELEASED = happening("messages.released", "{by} let “{subject}” go.")
MESSAGE_DISCARDED = happening("messages.discarded", "{by} discarded “{subject}”.")
MESSAGE_SENT_AGAIN = happening("messages.sent_again", "{by} had “{subject}” sent again.")
MESSAGE_MARKED_AS_SENT = happening("messages.marked_as_sent", "{by} found that “{subject}” had been sent.")
MESSAGE_FILLED_IN = happening("messages.filled_in", "{by} filled in what “{subject}” lacked: {fields}.")
TEMPLATE_SAVED = happening("messages.template_saved", "{by} wrote version {version} of “{subject}”.")
TEMPLATE_ACTIVATED = happening(
    "messages.template_activated", "{by} put version {version} of “{subject}” into use.", major=True
)
