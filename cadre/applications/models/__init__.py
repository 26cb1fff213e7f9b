"""Applications, the quotes they were given, and what must be arranged for a person."""

from cadre.applications.models.application import Application, ApplicationQuerySet
from cadre.applications.models.arrangement import Arrangement
from cadre.applications.models.confirmation import Confirmation, ConfirmationQuerySet, PayerQuestion
from cadre.applications.models.deferral import Deferral
from cadre.applications.models.draft import ResumeLink
from cadre.applications.models.duplicate import Pair
from cadre.applications.models.equality import EqualityCount
from cadre.applications.models.evidence import EvidenceTick
from cadre.applications.models.fund import PreferenceOrder, ScholarshipFund
from cadre.applications.models.policy import DeferralRule, PayerRule, ReopeningRule
from cadre.applications.models.quote import DiscountBand, Quote, ScholarshipRule
from cadre.applications.models.reason import Reason
from cadre.applications.models.search import SearchWord, SearchWordQuerySet
from cadre.applications.models.settlement import Settlement
from cadre.applications.models.sponsor import SponsorLink, SponsorRating, SponsorRules, Sponsorship, SponsorshipQuerySet
from cadre.applications.models.workplace import FurtherSchool

__all__ = [
    "Application",
    "ApplicationQuerySet",
    "Arrangement",
    "Confirmation",
    "ConfirmationQuerySet",
    "Deferral",
    "DeferralRule",
    "DiscountBand",
    "EqualityCount",
    "EvidenceTick",
    "FurtherSchool",
    "Pair",
    "PayerQuestion",
    "PayerRule",
    "PreferenceOrder",
    "Quote",
    "Reason",
    "ReopeningRule",
    "ResumeLink",
    "ScholarshipFund",
    "ScholarshipRule",
    "SearchWord",
    "SearchWordQuerySet",
    "Settlement",
    "SponsorLink",
    "SponsorRating",
    "SponsorRules",
    "Sponsorship",
    "SponsorshipQuerySet",
]
