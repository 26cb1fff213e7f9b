"""What changes an application: `drafting` until it is handed in, `submission`, and `decisions` afterwards.

`sponsorship`, `sponsor_reminders` and `invoice_details` are about its sponsor and what they may correct.
"""

from cadre.applications.actions.assignment import assign_application, assign_applications, release_application
from cadre.applications.actions.bulk import accept_applications, ask_applicants, decline_applications, grant_deferrals
from cadre.applications.actions.codes import settle_code, settle_codes
from cadre.applications.actions.confirmation import move_confirmations
from cadre.applications.actions.decisions import (
    accept_application,
    answer_question,
    ask_for_more,
    decline_application,
    read_arrangements,
    requote,
    settle_school,
    settle_trust,
    withdraw_application,
)
from cadre.applications.actions.deferring import ask_to_defer, grant_deferral, refuse_deferral, take_up_deferral
from cadre.applications.actions.drafting import new_link, save_step, send_resume_link, start_application
from cadre.applications.actions.duplicates import flag_duplicates, merge_applications, settle_pair
from cadre.applications.actions.evidence import tick_evidence, untick_evidence
from cadre.applications.actions.invoice_details import confirm_with_order, correct_invoice_details
from cadre.applications.actions.partner import agree_with_codes, follow_partner
from cadre.applications.actions.payer import choose_payer
from cadre.applications.actions.payer_reminders import remind_payers_when_due
from cadre.applications.actions.reopening import may_be_reopened, reopen_application
from cadre.applications.actions.settlement import settle_scholarship
from cadre.applications.actions.sponsor_reminders import remind_sponsors_of, remind_when_due
from cadre.applications.actions.sponsorship import (
    ask_sponsor,
    confirm_sponsorship,
    confirm_sponsorships,
    decline_sponsorship,
    open_sponsorships,
    replace_sponsor,
    send_sponsor_link,
)
from cadre.applications.actions.submission import submit_application
from cadre.applications.actions.waiting import requote_by_list_of, requote_waiting

__all__ = [
    "accept_application",
    "accept_applications",
    "agree_with_codes",
    "answer_question",
    "ask_applicants",
    "ask_for_more",
    "ask_sponsor",
    "ask_to_defer",
    "assign_application",
    "assign_applications",
    "choose_payer",
    "confirm_sponsorship",
    "confirm_sponsorships",
    "confirm_with_order",
    "correct_invoice_details",
    "decline_application",
    "decline_applications",
    "decline_sponsorship",
    "flag_duplicates",
    "follow_partner",
    "grant_deferral",
    "grant_deferrals",
    "may_be_reopened",
    "merge_applications",
    "move_confirmations",
    "new_link",
    "open_sponsorships",
    "read_arrangements",
    "refuse_deferral",
    "release_application",
    "remind_payers_when_due",
    "remind_sponsors_of",
    "remind_when_due",
    "reopen_application",
    "replace_sponsor",
    "requote",
    "requote_by_list_of",
    "requote_waiting",
    "save_step",
    "send_resume_link",
    "send_sponsor_link",
    "settle_code",
    "settle_codes",
    "settle_pair",
    "settle_scholarship",
    "settle_school",
    "settle_trust",
    "start_application",
    "submit_application",
    "take_up_deferral",
    "tick_evidence",
    "untick_evidence",
    "withdraw_application",
]
