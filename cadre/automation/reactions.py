"""When X happened, do Y. One readable table; each reaction is safe to repeat and is retried alone."""

from collections.abc import Mapping, Sequence

from cadre.applications import reactions as applications
from cadre.applications.states import (
    APPLICATION_ACCEPTED,
    APPLICATION_DECLINED,
    APPLICATION_DEFERRED,
    APPLICATION_MERGED,
    APPLICATION_REOPENED,
    APPLICATION_SUBMITTED,
    APPLICATION_TOOK_IN,
    APPLICATION_WITHDRAWN,
    DEFERRAL_TAKEN_UP,
    PAYER_CHOSEN,
    SCHOOL_SETTLED,
    TRUST_SETTLED,
)
from cadre.bookings import reactions as bookings
from cadre.bookings.states import (
    OFFER_DECLINED,
    OFFER_EXPIRED,
    OFFER_TAKEN_BACK,
    PARTY_SPLIT,
    QUEUE_JOINED,
    QUEUE_LEFT,
    QUEUE_REMOVED,
)
from cadre.consent import reactions as consent
from cadre.consent.states import (
    AGREEMENT_ANSWERED,
    AGREEMENT_SILENT,
    CANDIDATES_ASKED,
    PLAN_WANTED,
    ROUND_CARRIED_OUT,
)
from cadre.consent.states import OFFER_ACCEPTED as PLACE_ACCEPTED
from cadre.consent.states import OFFER_DECLINED as PLACE_DECLINED
from cadre.consent.states import OFFER_LAPSED as PLACE_LAPSED
from cadre.consent.states import OFFER_TAKEN_BACK as PLACE_TAKEN_BACK
from cadre.delivery.states import ATTENDANCE_CORRECTED, REGISTER_COMPLETED
from cadre.evaluation import reactions as evaluation
from cadre.finance import reactions as finance
from cadre.finance.states import CREDIT_NOTE_ISSUED, FEE_DECIDED, INVOICE_ISSUED
from cadre.groups import reactions as groups
from cadre.groups.states import (
    ENROLLED,
    ENROLMENT_WITHDRAWN,
    GROUP_CLOSED,
    GROUP_OPENED,
    GROUP_REOPENED,
    GROUP_RESIZED,
    HANDED_OVER,
    MOVED,
    RELEASED,
    SHORTFALL_DECIDED,
)
from cadre.journal.reactions import type_of_reaction
from cadre.lib.happenings import Happening
from cadre.partners import reactions as partners
from cadre.partners.states import CHANGE_TAKEN_BACK, PARTNER_LEFT, PARTNER_MERGED
from cadre.programmes.states import REGISTRATION_MOVED
from cadre.recruitment import reactions as recruitment
from cadre.scheduling import reactions as scheduling
from cadre.scheduling.states import (
    DATE_MOVED,
    FACILITATOR_ASSIGNED,
    FACILITATOR_RELEASED,
    GROUP_CONFIRMED,
    GROUP_DISSOLVED,
    GROUP_RESTORED,
    START_MOVED,
    TIMELINE_CHANGED,
)
from cadre.schools.states import CATEGORIES_PUBLISHED, DISTRICT_SETTLED, REGISTER_APPLIED
from cadre.staffing import reactions as staffing
from cadre.staffing.states import (
    INVITATION_DECLINED,
    INVITATION_EXPIRED,
    INVITATION_FILLED,
    INVITATION_WITHDRAWN,
    SUBSTITUTED,
    SUBSTITUTION_ENDED,
)

REACTIONS: Mapping[Happening, Sequence[type_of_reaction]] = {
    REGISTER_APPLIED: [
        partners.place_venues,
    ],
    CATEGORIES_PUBLISHED: [
        applications.requote_those_who_wait,
    ],
    DISTRICT_SETTLED: [
        applications.requote_those_who_wait,
    ],
    REGISTRATION_MOVED: [
        recruitment.tell_of_earlier_close,
        bookings.count_names_anew,
    ],
    APPLICATION_SUBMITTED: [
        bookings.fill_booked_place,
        applications.ask_sponsor,
        applications.flag_duplicates,
    ],
    SCHOOL_SETTLED: [
        bookings.fill_booked_place,
    ],
    TRUST_SETTLED: [
        bookings.fill_booked_place,
    ],
    APPLICATION_ACCEPTED: [
        bookings.wait_for_a_place,
    ],
    APPLICATION_DECLINED: [
        groups.give_up_place,
        bookings.leave_the_list,
        consent.person_left,
    ],
    APPLICATION_WITHDRAWN: [
        groups.give_up_place,
        bookings.leave_the_list,
        consent.person_left,
    ],
    APPLICATION_REOPENED: [
        groups.await_again,
        bookings.leave_the_list,
        applications.flag_duplicates,
    ],
    APPLICATION_DEFERRED: [
        groups.step_back,
        bookings.leave_the_list,
        consent.person_left,
    ],
    DEFERRAL_TAKEN_UP: [
        bookings.wait_for_a_place,
        applications.flag_duplicates,
    ],
    APPLICATION_MERGED: [
        bookings.leave_the_list,
        consent.person_left,
    ],
    APPLICATION_TOOK_IN: [
        bookings.wait_for_a_place,
    ],
    PARTNER_MERGED: [
        groups.hand_over,
        bookings.follow_merger,
    ],
    PARTNER_LEFT: [
        consent.follow_partner,
    ],
    HANDED_OVER: [
        consent.follow_partner,
    ],
    CHANGE_TAKEN_BACK: [
        groups.give_back,
        bookings.follow_back,
        consent.follow_partner,
    ],
    GROUP_OPENED: [
        bookings.offer_places,
    ],
    GROUP_REOPENED: [
        bookings.offer_places,
    ],
    GROUP_RESIZED: [
        bookings.offer_places,
    ],
    GROUP_CLOSED: [
        bookings.take_back_offers,
    ],
    QUEUE_JOINED: [
        bookings.offer_places,
    ],
    QUEUE_LEFT: [
        bookings.offer_places,
    ],
    QUEUE_REMOVED: [
        bookings.offer_places,
    ],
    PARTY_SPLIT: [
        bookings.offer_places,
    ],
    OFFER_DECLINED: [
        bookings.offer_places,
    ],
    OFFER_EXPIRED: [
        bookings.offer_places,
    ],
    OFFER_TAKEN_BACK: [
        bookings.offer_places,
    ],
    PAYER_CHOSEN: [
        finance.invoice_who_goes_on,
    ],
    ENROLLED: [
        bookings.leave_the_list_seated,
        scheduling.welcome_candidate,
        scheduling.send_changed_details,
        finance.raise_course_invoices,
        consent.person_seated,
        groups.watch_minimum,
    ],
    MOVED: [
        scheduling.welcome_candidate,
        scheduling.part_from_candidate,
        finance.raise_course_invoices,
        bookings.offer_places,
        consent.person_seated,
        groups.watch_minimum,
        scheduling.dissolve_if_left_empty,
        scheduling.send_changed_details,
    ],
    ENROLMENT_WITHDRAWN: [
        scheduling.part_from_candidate,
        bookings.offer_places,
        groups.watch_minimum,
        scheduling.dissolve_if_left_empty,
        scheduling.send_changed_details,
    ],
    RELEASED: [
        scheduling.part_from_candidate,
        bookings.wait_for_another_place,
        bookings.offer_places,
        groups.watch_minimum,
        scheduling.dissolve_if_left_empty,
        scheduling.send_changed_details,
    ],
    SHORTFALL_DECIDED: [
        scheduling.dissolve_if_left_empty,
    ],
    GROUP_CONFIRMED: [
        scheduling.send_group_details,
        scheduling.send_joining_instructions,
        scheduling.send_facilitator_dates,
        finance.issue_contract_schedules,
        finance.raise_course_invoices,
    ],
    GROUP_DISSOLVED: [
        bookings.take_back_offers,
        scheduling.tell_of_dissolution,
        finance.cancel_contract_schedules,
        staffing.tell_visitors_it_is_off,
    ],
    GROUP_RESTORED: [
        scheduling.send_group_details,
        scheduling.send_facilitator_dates,
        finance.issue_contract_schedules,
        groups.watch_minimum,
    ],
    TIMELINE_CHANGED: [
        scheduling.tell_of_windows,
    ],
    START_MOVED: [
        scheduling.tell_of_start,
    ],
    DATE_MOVED: [
        scheduling.tell_of_moved_date,
        finance.issue_contract_schedules,
        staffing.tell_visitors_of_move,
    ],
    FACILITATOR_ASSIGNED: [
        scheduling.welcome_facilitator,
        scheduling.send_changed_details,
        finance.issue_contract_schedules,
        finance.accrue_group_fees,
    ],
    FACILITATOR_RELEASED: [
        scheduling.part_from_facilitator,
        scheduling.send_changed_details,
        finance.issue_contract_schedules,
        finance.accrue_group_fees,
        staffing.end_covers_of_who_left,
    ],
    SUBSTITUTED: [
        staffing.tell_of_stand_in,
        finance.issue_contract_schedules,
        finance.accrue_group_fees,
    ],
    SUBSTITUTION_ENDED: [
        staffing.tell_of_stand_in,
        finance.issue_contract_schedules,
        finance.accrue_group_fees,
    ],
    REGISTER_COMPLETED: [
        evaluation.invite_attendees,
        finance.accrue_event_fees,
    ],
    ATTENDANCE_CORRECTED: [
        evaluation.invite_attendees,
        finance.accrue_event_fees,
    ],
    INVOICE_ISSUED: [
        finance.draw_invoice,
    ],
    CREDIT_NOTE_ISSUED: [
        finance.draw_invoice,
    ],
    FEE_DECIDED: [
        finance.accrue_group_fees,
        finance.issue_contract_schedules,
    ],
    CANDIDATES_ASKED: [
        consent.go_on,
    ],
    AGREEMENT_ANSWERED: [
        consent.go_on,
    ],
    AGREEMENT_SILENT: [
        consent.go_on,
    ],
    PLACE_ACCEPTED: [
        consent.go_on,
    ],
    PLACE_DECLINED: [
        consent.go_on,
    ],
    PLACE_LAPSED: [
        consent.go_on,
    ],
    PLACE_TAKEN_BACK: [
        consent.go_on,
    ],
    PLAN_WANTED: [
        consent.go_on,
    ],
    ROUND_CARRIED_OUT: [
        consent.tell_outcome,
    ],
    INVITATION_DECLINED: [
        staffing.ask_the_next,
    ],
    INVITATION_EXPIRED: [
        staffing.ask_the_next,
    ],
    INVITATION_FILLED: [
        staffing.tell_it_is_past,
    ],
    INVITATION_WITHDRAWN: [
        staffing.tell_it_is_past,
    ],
}
