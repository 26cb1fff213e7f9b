"""What every template knows: the provider, and whether this is the demo."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    return {"provider": settings.PROVIDER, "demo": settings.DEMO}
