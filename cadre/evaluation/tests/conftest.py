"""An event of today with its register, the people who were there, and the links they were sent."""

import re
from dataclasses import dataclass
from datetime import datetime

import pytest

from cadre.delivery import actions as delivery
from cadre.delivery.models import Register
from cadre.evaluation import reference
from cadre.evaluation.actions import Given, invite_attendees, submit_answers
from cadre.evaluation.models import Invitation
from cadre.facilitators.models import Facilitator
from cadre.messages.models import Message
from cadre.messages.queries import as_sent
from cadre.partners.models import Partner
from cadre.scheduling.models import Event
from tests import world
from tests.scenes import kept


@dataclass
class Day:
    """One evaluated day. `links` maps a person's name to the address in their latest mail."""

    event: Event
    register: Register
    dev: Facilitator
    sara: Facilitator

    @property
    def partner(self) -> Partner:
        return self.event.group.partner

    def complete(self, marks: dict[str, str], now: datetime = world.NOW) -> None:
        refs = {str(one): one.ref for one in self.event.group.enrolments.all()}
        delivery.mark_many(self.register, {refs[n]: (m, "") for n, m in marks.items()}, by=self.dev.user, now=now)
        self.register = delivery.complete_register(self.register, by=self.dev.user, now=now)
        invite_attendees(self.register, now=now)

    def answers(self, *scores: int, now: datetime = world.NOW) -> None:
        """So many people answer, each giving one score and saying so."""
        for score in scores:
            invitation = Invitation.objects.filter(event=self.event, has_answered=False).order_by("pk").first()
            submit_answers(invitation, self.given(score), now=now)

    def given(self, score: int, words: str = "") -> list[Given]:
        asked = {question.key: question for question in reference.load(world.TODAY).questions.all()}
        return [
            Given(asked["content"], score=score),
            Given(asked["delivery"], self.dev, score=score),
            Given(asked["delivery"], self.sara, score=max(score - 1, 0)),
            Given(asked["pace"], score=min(max(score // 2, 1), 5)),
            Given(asked["confidence_before"], score=max(score - 3, 0)),
            Given(asked["confidence_after"], score=score),
            Given(asked["apply"], text=words or f"Comment of {score}"),
        ]


def links() -> dict[str, str]:
    """The way to the form in each person's latest mail, by name."""
    found = {}
    for message in Message.objects.filter(kind__startswith="evaluation.").order_by("created_at"):
        found[message.to_name] = re.search(r"http\S+(/go/\S+)", as_sent(message).text)[1]
    return found


def a_day(*names: str, make=world.a_group) -> Day:
    """`make` gives the group: one of a partner, or of distance learning, where Dev alone is its tutor."""
    reference.load(world.TODAY)
    dev, sara = world.a_facilitator("Dev Anand"), world.a_facilitator("Sara Linden")
    group = world.staffed(make(0), dev, sara)
    for name in names or ("Fiona", "Maya", "Ben", "Sean"):
        world.an_enrolment(group, name)
    event = world.an_event(group, 1, on=world.TODAY)
    return Day(event, delivery.register_of(event), dev, sara)


@pytest.fixture
@kept
def day(db, at_now):
    return a_day()


@pytest.fixture
@kept
def full_day(db, at_now):
    """Seven people were there, and were invited."""
    made = a_day(*[f"Person {n}" for n in range(1, 8)])
    made.complete({f"Person {n}": "attended" for n in range(1, 8)})
    return made
