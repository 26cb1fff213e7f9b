"""The floors of the house, low to high. A room imports from the floors below it, never up or sideways.

Adding a room is one line here: settings, the import contracts and the foreign-key test all read it.
"""

FLOORS: tuple[tuple[str, ...], ...] = (
    ("lib",),
    ("ui",),
    ("journal",),
    ("documents",),
    ("messages",),
    ("people",),
    ("rulebook",),
    ("exports", "programmes", "saved_views", "schools"),
    ("partners",),
    ("applications", "facilitators"),
    ("groups",),
    ("bookings",),
    ("formation",),
    ("scheduling",),
    ("consent", "delivery", "staffing"),
    ("evaluation", "finance", "training"),
    ("commitments", "recruitment"),
    ("automation",),
    ("portals",),
    ("demo",),
)
NOT_APPS = {"lib"}
ONLY_IN_DEMO_MODE = {"demo"}

ROOMS = [room for floor in FLOORS for room in floor if room not in NOT_APPS | ONLY_IN_DEMO_MODE]


def floor_of(room: str) -> int:
    """How high `room` stands; 0 is the lowest floor. Raises KeyError for a room in no floor."""
    return {name: height for height, floor in enumerate(FLOORS) for name in floor}[room]
