"""What waits for somebody of the office: what their role decides, on pages they may open."""

from datetime import datetime

from django.urls import reverse

from cadre.lib.words import counted
from cadre.people.access import may_open
from cadre.people.models import User
from cadre.portals.next_steps.money import money_figures, money_steps
from cadre.portals.queries.office import Today

MOST = 8
Figure = tuple[str, object, str]


def office_steps(seen: Today, user: User) -> list[dict[str, object]]:
    """Money first for those who pay; then decisions, places, groups that may be confirmed, and what went wrong.

    Nobody is told to do what another role does: what operations decide waits for operations alone.
    """
    steps: list[dict[str, object]] = money_steps(seen.money) if seen.money else []
    ours = seen.operates

    def step(number: int | bool, title: str, text: str, name: str, action: str, query: str = "") -> None:
        if number and may_open(user, reverse(name)):
            steps.append({"title": title, "text": text, "url": reverse(name) + query, "action": action})

    step(
        ours and seen.waiting,
        f"Decide {counted(seen.waiting, 'application')}",
        "Oldest first. Each shows the evidence behind its quote.",
        "office:applications:list",
        "See them",
        "?state=submitted",
    )
    step(
        ours and seen.without_sponsor,
        f"Find a sponsor for {counted(seen.without_sponsor, 'application')}",
        "The sponsor declined. The applicant was told, and can name another.",
        "office:applications:list",
        "See them",
        "?sponsor=declined",
    )
    step(
        seen.unsettled,
        f"Settle {counted(seen.unsettled, 'scholarship')}",
        "The rule cannot say. Nothing is invoiced before somebody finds out.",
        "office:applications:list",
        "See them",
        "?outcome=not_confirmed",
    )
    step(
        seen.to_apply,
        f"Apply to the Department for {counted(seen.to_apply, 'scholarship')}",
        "They are accepted. In the order of preference, as far as the fund goes.",
        "office:applications:fund",
        "See the fund",
    )
    step(
        seen.away,
        f"Find somebody else for {counted(seen.away, 'booked day')}",
        "A facilitator is away on a day for which they are booked.",
        "office:facilitators:clashes",
        "See them",
    )
    step(
        seen.associates,
        f"Decide about {counted(seen.associates, 'associate')}",
        "School leaders who would like to facilitate.",
        "office:facilitators:associates",
        "See them",
        "?state=submitted",
    )
    step(
        seen.lost_people,
        f"Decide about {counted(seen.lost_people, 'group')} that lost people",
        "Confirmed, and now under the number it runs with. Nothing is cancelled by itself.",
        "office:groups:shortfalls",
        "See them",
    )
    step(
        ours and seen.rounds,
        f"Go on with {counted(seen.rounds, 'round')} of consent",
        "Everybody has answered, or those who accepted are too few for their group.",
        "office:consent:rounds",
        "See them",
    )
    step(
        seen.to_countersign,
        f"Countersign {counted(seen.to_countersign, 'memorandum', 'memoranda')}",
        "The partner has signed. Planning and promotion open once we have.",
        "office:partners:memoranda",
        "See them",
        "?state=signed",
    )
    step(
        seen.declined_memoranda,
        f"Settle {counted(seen.declined_memoranda, 'memorandum', 'memoranda')} that were declined",
        "Each says why. Put it right and send it anew, or give it up.",
        "office:partners:memoranda",
        "See them",
        "?state=declined",
    )
    step(
        seen.to_renew,
        f"Renew {counted(seen.to_renew, 'memorandum', 'memoranda')}",
        "They end soon. One press begins the next from the text in use.",
        "office:partners:memoranda",
        "See them",
        "?state=renewal",
    )
    step(
        seen.to_confirm,
        f"Confirm {counted(seen.to_confirm, 'intake')} planned by itself",
        "Nobody had planned what follows when registration closed.",
        "office:programmes:list",
        "See them",
    )
    step(
        ours and seen.unplaced,
        f"Place {counted(seen.unplaced, 'accepted applicant')}",
        "They are accepted and in no group yet.",
        "office:groups:boards",
        "Open the boards",
    )
    step(
        ours and seen.ready,
        f"Confirm {counted(seen.ready, 'group')} that can run",
        "Twelve or more people. Confirming sends dates, contracts and invoices.",
        "office:groups:boards",
        "See the groups",
    )
    step(
        ours and seen.to_date,
        f"Pick dates for {counted(seen.to_date, 'distance-learning group')}",
        "No partner hosts them, so the office picks their online events and sets the joining link.",
        "office:groups:boards",
        "Open the boards",
    )
    step(
        seen.payees,
        f"Confirm {counted(seen.payees, 'change')} of bank details",
        "Held until somebody of finance has called the partner. We pay to the old account meanwhile.",
        "office:partners:banks",
        "See them",
    )
    step(
        seen.roles_asked,
        f"Decide about {counted(seen.roles_asked, 'role')} in the office",
        "Another of system administration asks. Without you it is not given.",
        "office:people:list",
        "See who it is for",
        "?state=waits",
    )
    step(
        seen.profiles,
        f"Approve {counted(seen.profiles, 'public page')} of partners",
        "Each beside what is public now, with the difference.",
        "office:partners:profiles",
        "See them",
    )
    step(
        ours and seen.registers_due,
        f"Chase {counted(seen.registers_due, 'register')}",
        "The day is over and the register is not complete.",
        "office:scheduling:events",
        "See the events",
        "?when=due",
    )
    step(
        ours and seen.held_messages,
        f"Look at {counted(seen.held_messages, 'message')}",
        "Held, not delivered, or uncertain.",
        "office:messages:outbox",
        "See them",
    )
    step(
        seen.parked,
        f"Look at {counted(seen.parked, 'task')} that did not finish",
        "They were tried several times.",
        "office:journal:parked",
        "See them",
    )
    return steps[:MOST]


def office_figures(seen: Today, user: User, now: datetime) -> list[Figure]:
    """The strip on top: label, figure, meaning. Of those who pay and do nothing else, money; of pages one may open."""
    if seen.money and not seen.operates:
        return money_figures(seen.money)
    waited = f"oldest waits {(now - seen.oldest_waiting).days} days" if seen.oldest_waiting else "nobody waits"
    figures: list[tuple[bool, str, Figure]] = [
        (seen.operates, "office:applications:list", ("To decide", seen.waiting, waited)),
        (seen.operates, "office:applications:list", ("Accepted, no group", seen.unplaced, "to be placed")),
        (
            True,
            "office:groups:boards",
            ("Groups that can run", f"{seen.ready} of {len(seen.forming)}", f"{seen.short} under their minimum"),
        ),
        (True, "office:scheduling:events", ("Registers due", seen.registers_due, "the day is over")),
        (
            seen.operates,
            "office:messages:outbox",
            ("Messages to look at", seen.held_messages, "held, failed or uncertain"),
        ),
    ]
    return [figure for theirs, name, figure in figures if theirs and may_open(user, reverse(name))]
