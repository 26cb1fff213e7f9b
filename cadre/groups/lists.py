"""The columns of this room's lists, and of the files made from them."""

from cadre.groups.models import Enrolment
from cadre.lib.money import pounds
from cadre.ui.listing import Column


def pays(enrolment: Enrolment) -> str:
    """`Scholarship`, or the fee that is paid."""
    quote = enrolment.application.quote
    if quote is None:
        return "not confirmed"
    return "Scholarship" if quote.payable_pence == 0 else pounds(quote.payable_pence, short=True)


PERSON = Column("name", "Person", "application.name", sort=("application__name",))
SCHOOL = Column("school", "School", "application.workplace", sort=("application__school__name",))
ROLE = Column("role", "Role", "application.job_title")
PAYS = Column("pays", "Pays", pays)
JOINED = Column("joined", "Joined by", "get_joined_by_display", sort=("joined_by",))
NUMBER = Column("number", "Candidate number", "ref", sort=("ref",))

OFFICE_PEOPLE = [PERSON, SCHOOL, ROLE, PAYS, JOINED, NUMBER]
OFFICE_PEOPLE_WITHOUT_FEES = [PERSON, SCHOOL, ROLE, JOINED, NUMBER]
PARTNER_PEOPLE = [PERSON, SCHOOL, ROLE, JOINED]
