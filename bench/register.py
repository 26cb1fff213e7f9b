"""A register of invented schools as long and as repetitive as the public one, and what people type to find one."""

from random import Random

from bench.invented import KINDS, LETTERS, OUTWARD, PLACES, SAINTS
from cadre.schools.actions import index_schools
from cadre.schools.models import School
from cadre.schools.rules import search_text

FIRST_URN = 200_000


def fill(many: int) -> list[School]:
    """`many` more schools, half of them closed as in the register, each findable."""
    random = Random(many)  # noqa: S311  the same register each time
    made = School.objects.bulk_create([_school(FIRST_URN + n, random) for n in range(many)], batch_size=5_000)
    index_schools([one.pk for one in made])
    return made


def typed(schools: list[School], many: int) -> list[str]:
    """What people type: names whole, in part and misremembered, with towns, postcodes, URNs, and letter by letter."""
    random = Random(many)  # noqa: S311
    asked = []
    for turn in range(many):
        one = random.choice(schools)
        words = one.name.split()
        ways = (
            one.name,
            f"{one.name} {one.town}",
            " ".join(words[:2]),
            one.name[: random.randint(1, 8)],
            one.postcode.lower().replace(" ", ""),
            one.postcode.split()[0],
            one.urn,
            f"{words[0]} {one.town}",
            one.town,
            " ".join([*words, "Wrongham"]),
            f"{' '.join(words[:2])} Wrongham",
            " ".join([_misspelt(words[0], random), *words[1:]]),
            random.choice(["primary school", "st", "church of england primary", "s", "academy", "st mary", "high"]),
        )
        asked.append(ways[turn % len(ways)])
    return asked


def _misspelt(word: str, random: Random) -> str:
    """With a letter left out, or two that changed places."""
    at = random.randrange(len(word) - 1)
    return word[:at] + (word[at + 1] + word[at] if random.random() < 0.5 else "") + word[at + 2 :]


def _school(urn: int, random: Random) -> School:
    place, town = random.choice(PLACES), random.choice(PLACES[: len(PLACES) // 3])
    kind = random.choice(KINDS)
    name = f"St {random.choice(SAINTS)} {kind}" if random.random() < 0.25 else f"{place} {kind}"
    postcode = f"{random.choice(OUTWARD)} {random.randint(1, 9)}{random.choice(LETTERS)}{random.choice(LETTERS)}"
    return School(
        urn=str(urn),
        name=name,
        search=search_text(name=name, town=town, postcode=postcode, urn=str(urn)),
        type_code="01",
        status=random.choice("122"),
        town=town,
        postcode=postcode,
    )
