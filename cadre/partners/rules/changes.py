"""When a partner may leave or be merged into another."""

from datetime import date

from cadre.lib.dates import long_day


def refuse_change(
    *, signed: bool, left: bool, planned: bool, on_day: date, today: date, same: bool = False, heir_active: bool = True
) -> str | None:
    """Why a partner cannot leave or be merged on `on_day`. `planned`: another such change is on its way."""
    if left:
        return "This partner has left already."
    if not signed:
        return "A partner that is not signed has nothing to leave. Take its onboarding back instead."
    if planned:
        return "A change of this partner is planned already. Take it back first."
    if on_day < today:
        return f"Give today or later. {long_day(on_day)} is past."
    if same:
        return "A partner cannot be merged into itself."
    return None if heir_active else "The other partner is not active on that day, so it cannot take this one in."
