"""Suggested staffing, invitations, briefings, single dates, and the policy they are made by."""

from cadre.staffing.models.briefings import Briefing, BriefingAttendance
from cadre.staffing.models.dates import Cover, CoverQuerySet, Substitution, SubstitutionQuerySet, Visit, VisitQuerySet
from cadre.staffing.models.invitations import Invitation, InvitationLink, SeatInvitationQuerySet
from cadre.staffing.models.policy import QualityLead, StaffingPolicy
from cadre.staffing.models.suggestions import SEATS, Decision, SuggestedTeam, Suggestion

__all__ = [
    "SEATS",
    "Briefing",
    "BriefingAttendance",
    "Cover",
    "CoverQuerySet",
    "Decision",
    "Invitation",
    "InvitationLink",
    "QualityLead",
    "SeatInvitationQuerySet",
    "StaffingPolicy",
    "Substitution",
    "SubstitutionQuerySet",
    "SuggestedTeam",
    "Suggestion",
    "Visit",
    "VisitQuerySet",
]
