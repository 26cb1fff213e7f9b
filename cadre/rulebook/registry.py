"""Every dated policy, as the rooms declare them in their `policies.py`."""

from functools import cache
from importlib import import_module, util

from django.conf import settings

from cadre.rulebook.policy import DatedPolicy


@cache
def policies() -> dict[str, DatedPolicy]:
    """By their slugs, in the order of the rooms. Raises ValueError when two share one."""
    found: dict[str, DatedPolicy] = {}
    for room in settings.ROOMS:
        if util.find_spec(f"cadre.{room}.policies") is None:
            continue
        for policy in import_module(f"cadre.{room}.policies").POLICIES:
            if policy.slug in found:
                raise ValueError(f"Two policies are called {policy.slug}.")
            found[policy.slug] = policy
    return found
