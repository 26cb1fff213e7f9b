"""What the demo adds to every page: its bar, and on the sign-in page its people."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cadre.demo.cast import named_people
from cadre.demo.moving import present_offset
from cadre.lib import clock
from cadre.ui.tags.frame import drawn


def bar(request: HttpRequest) -> dict[str, Any]:
    return {
        "demo_bar": lambda: drawn("demo/bar.html", today=clock.today(), moved=present_offset().days),
        "demo_people": SimpleLazyObject(named_people),
    }
