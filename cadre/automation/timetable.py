"""When time passes, do Z. Each entry is a function of (today, now) that does what is due and is safe to repeat."""

from collections.abc import Callable
from datetime import date, datetime

from cadre.applications import timetable as applications
from cadre.bookings import timetable as bookings
from cadre.consent import timetable as consent
from cadre.delivery import timetable as delivery
from cadre.evaluation import actions as evaluation
from cadre.exports import timetable as exports
from cadre.facilitators import timetable as facilitators
from cadre.lib import clock
from cadre.partners import timetable as partners
from cadre.people import timetable as people
from cadre.programmes import timetable as programmes
from cadre.recruitment import timetable as recruitment
from cadre.scheduling import timetable as scheduling
from cadre.staffing import timetable as staffing
from cadre.training import timetable as training

type_of_job = Callable[[date, datetime], object]
DAILY: list[type_of_job] = [
    people.forget_sessions,
    exports.delete_sheets,
    programmes.plan_next_intakes,
    programmes.announce_intakes,
    partners.expire_payees,
    partners.carry_out_changes,
    partners.keep_memoranda,
    partners.remind_to_sign,
    bookings.keep_bookings,
    bookings.keep_the_list,
    bookings.remind_offers,
    consent.keep_rounds,
    consent.remind_of_consent,
    applications.remind_sponsors,
    applications.remind_payers,
    applications.requote_by_list,
    applications.take_up_deferrals,
    facilitators.remind_referees,
    facilitators.forget_associates,
    facilitators.remind_of_accreditations,
    scheduling.remind_to_pick,
    scheduling.lapse_holds,
    scheduling.remind_of_moved_dates,
    scheduling.send_changed_details,
    delivery.chase_registers,
    training.chase_training_registers,
    staffing.keep_invitations,
    staffing.keep_briefings,
    evaluation.remind_unanswered,
    evaluation.publish_closed,
    recruitment.send_digests,
    recruitment.name_groups_at_risk,
]


def run_due(today: date, now: datetime) -> None:
    """Do everything that is due. Called when the demo moves its date."""
    for job in DAILY:
        job(today, now)


def run_now(job: type_of_job) -> None:
    """One job at the site's present time. The worker calls each every minute, so that one that fails stops no other."""
    job(clock.today(), clock.now())
