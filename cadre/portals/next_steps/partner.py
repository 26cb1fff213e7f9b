"""What waits for a partner's contact."""

from django.urls import reverse

from cadre.commitments.states import Standing
from cadre.lib.dates import span
from cadre.lib.words import counted
from cadre.portals.queries.people import PartnerHome

MOST_PROMISES = 2
BEHIND = (Standing.AT_RISK, Standing.MISSED)


def partner_steps(seen: PartnerHome) -> list[dict[str, object]]:
    """What to sign, details that are missing, requests, dates to pick, and promises that are not kept yet."""
    steps: list[dict[str, object]] = [
        {
            "title": f"Sign the memorandum of {row.partner.short_name}",
            "text": "Read it and sign it, or name who has the authority to.",
            "url": reverse("partner:partners:memorandum", args=[row.ref]),
            "action": "Read and sign",
            "hidden": row.ref,
        }
        for row in seen.to_sign
    ]
    steps += [
        {
            "title": f"Tell us about {partner.short_name}",
            "text": f"{counted(missing, 'thing')} missing before it can be signed, each with its reason.",
            "url": reverse("partner:partners:details", args=[partner.slug]),
            "action": "See what is missing",
        }
        for partner, missing in seen.joining
        if missing
    ]
    steps += [
        {
            "title": f"Say whether you agree: {asked.round.offering}",
            "text": "Some of your people would be offered other places, or others would join you.",
            "url": reverse("partner:consent:agreement", args=[asked.ref]),
            "action": "Answer",
            "hidden": f"for {asked.round.offering}",
        }
        for asked in seen.asked
    ]
    steps += [
        {
            "title": f"Pick the date of {wanted.group.offering.qualification.code} {wanted.element.title.lower()}",
            "text": f"Between {span(wanted.element.starts_on, wanted.element.ends_on)}.".replace(" to ", " and "),
            "url": reverse("partner:scheduling:pick", args=[wanted.group.ref, wanted.element.number]),
            "action": "Pick a date",
            "hidden": f"for {wanted.group.ref} {wanted.element.title}",
        }
        for wanted in seen.to_pick[:3]
    ]
    behind = [one for progress in seen.promises for one in progress.kept if one.standing in BEHIND]
    steps += [
        {
            "title": f"{one.promise}: {one.standing.label.lower()}",
            "text": one.answer.why,
            "url": reverse("partner:commitments:promises"),
            "action": "See your promises",
            "hidden": f"about {one.promise}",
        }
        for one in behind[:MOST_PROMISES]
    ]
    return steps
