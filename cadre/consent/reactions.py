"""What rounds do when something is answered, or happens elsewhere. Each is safe to repeat."""

from cadre.applications.models import Application
from cadre.consent import actions
from cadre.consent.models import Agreement, AlternateOffer, Round
from cadre.consent.states import Option
from cadre.groups.models import Enrolment
from cadre.groups.states import EnrolmentState
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.partners.models import OrgChange

THE_ROUND = System("The round")


def go_on(entry: Entry) -> None:
    """After an answer, or the lack of one: the round is planned again around it, once for all that came meanwhile."""
    actions.go_on(_round_of(entry), today=clock.today(), now=clock.now())


def tell_outcome(entry: Entry) -> None:
    """After a round was carried out: who accepted a seat, and who was asked to agree, reads what came of it."""
    row = Round.objects.select_related("offering__intake", "offering__qualification").get(pk=entry.subject_id)
    actions.tell_outcome(row, now=clock.now())


def _round_of(entry: Entry) -> int:
    if entry.subject_kind == Round._meta.label_lower:
        return int(entry.subject_id)
    model = Agreement if entry.subject_kind == Agreement._meta.label_lower else AlternateOffer
    return int(model._default_manager.values_list("round", flat=True).get(pk=entry.subject_id))


def person_left(entry: Entry) -> None:
    """After an application was withdrawn, declined or deferred: what they were offered goes to somebody else."""
    _end(Application.objects.get(pk=entry.subject_id), why="The application ended or was deferred")


def person_seated(entry: Entry) -> None:
    """After somebody was given or exchanged a place by another way: what they were offered is over.

    Who sits where they accepted keeps it: the plan was carried out.
    """
    place = Enrolment.objects.select_related("application", "group").get(pk=entry.subject_id)
    accepted = AlternateOffer.objects.live().filter(application=place.application, answer=Option.LOCAL)
    if place.state == EnrolmentState.ENROLLED and not accepted.filter(group=place.group).exists():
        _end(place.application, why=f"{place.application.name} was placed in {place.group.ref}")


def follow_partner(entry: Entry) -> None:
    """After a partner left, came back, or its groups went to another: rounds that ask about it are planned again."""
    change = OrgChange.objects.select_related("partner", "into").get(pk=entry.data["change"])
    actions.follow_partner(change, because=entry.pk)


def _end(application: Application, *, why: str) -> None:
    for offer in AlternateOffer.objects.live().filter(application=application):
        actions.person_is_gone(offer, why=why, by=THE_ROUND, now=clock.now())
        actions.go_on(offer.round_id, today=clock.today(), now=clock.now())
