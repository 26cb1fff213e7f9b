"""What a new version of the policy of the waiting list or of bookings needs."""

from django import forms

from cadre.applications.policy_forms import RuleForm, figure
from cadre.bookings.states import OffersEnd, PartyRule


class OffersForm(RuleForm):
    offer_hours = figure("How many hours does an offer hold a place?", 1_000, least=1, required=True)
    remind_hours = figure(
        "How many hours before its end is it recalled?", 1_000, required=True, help_text="0 for never."
    )
    party_rule = forms.ChoiceField(label="When the next party does not fit", choices=PartyRule.choices())
    offers_end = forms.ChoiceField(label="Offers end", choices=OffersEnd.choices())
    released_first = forms.BooleanField(
        label="Whoever’s group did not run stands before everybody", required=False, initial=True
    )
    field_order = ["offer_hours", "remind_hours", "party_rule", "offers_end", "released_first"]


class TermsForm(RuleForm):
    name_by_days = figure(
        "How many days before registration closes does an unnamed place want its name?", 365, required=True
    )
    remind_days = figure("After how many days is an invitation recalled, and again?", 365, least=1, required=True)
    most_places = figure("The most places of one booking", 500, least=2, required=True)
    field_order = ["name_by_days", "remind_days", "most_places"]
