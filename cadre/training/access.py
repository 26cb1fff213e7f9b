"""Who sees training, and what they may do with it."""

from django.db.models import QuerySet

from cadre.lib import clock
from cadre.partners.access import partners_led_by
from cadre.people.access import holds
from cadre.people.models import User
from cadre.training.models import Assisting, AssistingQuerySet, Helper, Place, Session, SessionQuerySet
from cadre.training.states import HelperState, HostState


def sessions_visible_to(user: User) -> SessionQuerySet:
    """Operations and the quality lead see all."""
    return Session.objects.all() if holds(user, "ops", "quality") else Session.objects.none()


def sessions_hosted_by(user: User) -> SessionQuerySet:
    """Those that a partner the user speaks for hosts, or is asked to."""
    return Session.objects.filter(host__in=partners_led_by(user, today=clock.today()))


def own_places(user: User) -> QuerySet[Place]:
    """The sessions somebody was invited to, as themself."""
    return Place.objects.filter(facilitator__user=user)


def own_helping(user: User) -> QuerySet[Helper]:
    return Helper.objects.filter(facilitator__user=user)


def own_assisting(user: User) -> AssistingQuerySet:
    """The sessions somebody helps at, or was to help at."""
    return Assisting.objects.filter(facilitator__user=user)


def sessions_helped_by(user: User) -> SessionQuerySet:
    """Those whose register the user keeps, since they help there."""
    return Session.objects.filter(pk__in=own_assisting(user).assigned().values("session"))


def may_keep_training(user: User) -> bool:
    """Plan sessions, invite, mark, complete, accredit."""
    return holds(user, "ops", "quality")


def may_answer_as_host(user: User, session: Session) -> bool:
    asked = session.host_state == HostState.INVITED and session.called_off_at is None
    return asked and sessions_hosted_by(user).filter(pk=session.pk).exists()


def may_answer_about_helping(helper: Helper) -> bool:
    return helper.state == HelperState.INVITED


def may_keep_register(user: User, session: Session) -> bool:
    return may_keep_training(user) or sessions_helped_by(user).filter(pk=session.pk).exists()
