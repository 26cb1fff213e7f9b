"""Templates are laid out for who writes them: one element a line, indented. What is sent is without that.

A list of 250 people would be three quarters longer, and a sentence that goes over two lines would be two in its HTML.
With DEBUG they stay as written, so that Django's page of an error shows the line.
"""

import re

from django.template import Origin
from django.template.loaders.app_directories import Loader as AppDirectories

KEPT = re.compile(r"(<(?:pre|textarea|script|style)\b.*?</(?:pre|textarea|script|style)>)", re.DOTALL)
LINE_END = re.compile(r"[ \t\r\n]*\n[ \t\r\n]*")


class Loader(AppDirectories):
    def get_contents(self, origin: Origin) -> str:
        text = super().get_contents(origin)
        return text if self.engine.debug or not origin.name.endswith(".html") else on_one_line(text)


def on_one_line(text: str) -> str:
    """Each line's end with the indentation after it as one space, which browsers show no differently."""
    parts = KEPT.split(text)
    parts[::2] = [LINE_END.sub(" ", part) for part in parts[::2]]
    return "".join(parts)
