"""Made-up intakes with the shapes of the demo network, to measure forecasts on. The same seed gives the same ones."""

from math import exp
from random import Random

from cadre.recruitment.rules.flow import flow
from cadre.recruitment.rules.forecast import Past

DAYS = 182
"""How long registration is open."""
SIZES = {
    "NPQML": (15, 21, 16, 13, 15, 12, 14, 9, 12),
    "NPQSL": (14, 22, 15, 13, 17, 12, 20, 11, 8),
    "NPQH": (13, 13, 11, 12, 6),
    "NPQEL": (12,),
}
COMES, STAYS = 1.1, 2.2
"""Shape of the days between an application and the deadline, as parts of registration (beta distribution)."""
LEAVES, LEAVES_AFTER = 0.06, 25
"""One in so many leaves again, after so many days in the mean."""
VARIES, TILTS = 0.22, 0.12
"""How far a group's size and an intake's pace depart from the last ones (standard deviation of the logarithm)."""


def intakes(seed: int, *, number: int) -> list[Past]:
    """So many intakes in a row, numbered from 1."""
    random = Random(seed)  # noqa: S311  made-up people
    return [past for intake in range(1, number + 1) for past in _intake(random, intake)]


def _intake(random: Random, intake: int) -> list[Past]:
    pace, liking = exp(random.gauss(0, TILTS)), exp(random.gauss(0, TILTS))
    made = []
    for course, sizes in SIZES.items():
        tilt = exp(random.gauss(0, TILTS / 2))
        for partner, size in enumerate(sizes):
            people = round(size * liking * exp(random.gauss(0, VARIES)))
            changes: list[tuple[int, int]] = []
            for _ in range(people):
                day = round(DAYS * random.betavariate(COMES * pace, STAYS * tilt))
                changes.append((day, 1))
                if random.random() < LEAVES:
                    changes.append((round(day - random.expovariate(1 / LEAVES_AFTER)), -1))
            made.append(Past(intake, course, (course, partner), flow(changes)))
    return made
