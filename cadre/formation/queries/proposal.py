"""What a plan that was worked out proposes, as rows that pages list."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from cadre.applications.models import Application
from cadre.formation.models import Plan, PlannedGroup, PlannedSeat
from cadre.formation.rules.splitting import Room, split_among
from cadre.formation.states import SeatKind
from cadre.groups.models import Group
from cadre.partners.models import Partner

NO_GROUP = "Your partner can hold no group"
Reasons = Mapping[str, Mapping[str, Any]]


class Proposal:
    """The rows of one plan. Three queries. `people`, `partners`: the solver's reasons as JSON, by id."""

    def __init__(self, plan: Plan, result: Mapping[str, Any], people: Reasons, partners: Reasons) -> None:
        self.plan, self.seats, self.people, self.partners = plan, result["seats"], people, partners
        self.instance, self.facts = plan.drawn["instance"], plan.drawn["facts"]
        self.groups = {group.ref: group for group in Group.objects.in_person().filter(offering=plan.offering_id)}
        self.hosts = {partner.slug: partner for partner in Partner.objects.filter(slug__in=list(self.facts["places"]))}
        hosts = Partner.objects.in_bulk([group.partner_id for group in self.groups.values()])
        self.by_place = self.hosts | {ref: hosts[group.partner_id] for ref, group in self.groups.items()}
        self.wishes = {one["id"]: one["preferred"] for one in self.instance["applicants"]}
        self.sits_in = self._split()

    def _split(self) -> dict[str, str]:
        """The group of everybody who sits anywhere that has one. Who accepted a group, or sits in it, keeps it."""
        people, held = self.facts["people"], self.plan.answers.get("held", {})
        seated: dict[str, list[str]] = {}
        for one in self.instance["applicants"]:
            if there := self.seats[one["id"]]:
                seated.setdefault(there, []).append(one["id"])
        found: dict[str, str] = {}
        for there, who in seated.items():
            rooms = [
                Room(
                    self.groups[ref].pk,
                    size,
                    least,
                    tuple(one for one in who if (held.get(one) or people[one]["now"]) == ref),
                )
                for ref, size, least in self.facts["places"][there]["groups"]
            ]
            if rooms:
                refs = {self.groups[ref].pk: ref for ref, *_ in self.facts["places"][there]["groups"]}
                found.update({one: refs[key] for one, key in split_among(who, rooms).items()})
        return found

    def place_rows(self) -> list[PlannedGroup]:
        count = Counter(there for there in self.seats.values() if there)
        wished = Counter(one["preferred"] for one in self.instance["applicants"])
        own = Counter(
            one["preferred"] for one in self.instance["applicants"] if self.seats[one["id"]] == one["preferred"]
        )
        now = Counter(self._place_of(person["now"]) for person in self.facts["people"].values() if person["now"])
        return [self._place_row(one, count, wished, own, now) for one in self.instance["partners"]]

    def _place_row(self, one: Mapping[str, Any], count: Counter, wished: Counter, own: Counter, now: Counter) -> Any:
        place = one["id"]
        most = one.get("maximum", self.instance["maximum"])
        confirmed = self.groups.get(place)
        sentence = self.partners[place]["sentence"]
        if closed := self.facts["places"][place].get("closed"):
            sentence = f"{closed} {sentence}"
        if confirmed:
            sentence = f"Confirmed, with {most} free; {count[place] or 'nobody'} would join."
        return PlannedGroup(
            plan=self.plan,
            place=place,
            partner=self.by_place[place],
            group=confirmed,
            groups=one["groups"],
            least=one.get("minimum", self.instance["minimum"]),
            places=one["groups"] * most,
            wished=wished[place],
            before=now[place],
            seated=count[place],
            own=own[place],
            sentence=sentence,
        )

    def _place_of(self, ref: str) -> str:
        """The place that a forming group belongs to."""
        return str(self.by_place[ref].slug)

    def seat_rows(self) -> list[PlannedSeat]:
        """Of everybody it was made for and who is still known, also where they have gone on to another intake since."""
        asked = [one["id"] for one in self.instance["applicants"]]
        keys = dict(Application.objects.filter(ref__in=asked).values_list("ref", "pk"))
        return [self._seat_row(one, keys[one["id"]]) for one in self.instance["applicants"] if one["id"] in keys]

    def _seat_row(self, one: Mapping[str, Any], key: int) -> PlannedSeat:
        who, fact = one["id"], self.facts["people"][one["id"]]
        there, group = self.seats[who] or "", self.groups.get(self.sits_in.get(who, ""))
        kind = SeatKind.CHOICE if there and there == one["preferred"] else SeatKind.LOCAL
        if not there:
            kind = SeatKind.DISTANCE if fact["distance"] else SeatKind.NOWHERE
        return PlannedSeat(
            plan=self.plan,
            application_id=key,
            kind=kind,
            place=there,
            partner=self.by_place.get(there),
            group=group,
            now_in=self.groups.get(fact["now"]),
            km=next((option["km"] for option in one["options"] if option["partner"] == there), None),
            undecided=fact["undecided"],
            offered=fact["kept"] and not fact["now"] and bool(there),
            sentence=self._why(who, fact, group),
        )

    def _with_why(self, said: str, who: str) -> str:
        """Why their partner can hold no group, where that is what the solver says."""
        closed = self.facts["places"].get(self.wishes[who], {}).get("closed", "")
        first = closed.split(". ")[0].rstrip(".")
        return said.replace(NO_GROUP, f"{NO_GROUP} ({first})") if first else said

    def _why(self, who: str, fact: Mapping[str, Any], group: Group | None) -> str:
        """The solver's reason, with names for ids; or that somebody stays where they are."""
        reason = self.people[who]
        if group and fact["now"] == group.ref:
            return f"You keep your place in {group.ref}."
        if group and fact["now"] and self._place_of(fact["now"]) == self.seats[who]:
            return f"Another group of your partner runs, {group.ref}."
        if self.seats[who] and who in self.plan.answers.get("held", {}):
            return "This place was offered to you, and is held for you."
        if fact["kept"] and not fact["now"] and self.seats[who]:
            return "A place there is offered to you already."
        said = self._with_why(str(reason["sentence"]), who)
        if partner := self.by_place.get(reason.get("partner", "")):
            said = said.replace(reason["partner"], partner.short_name)
        if not self.seats[who] and fact["distance"]:
            said += " You said yes to distance learning."
        return said
