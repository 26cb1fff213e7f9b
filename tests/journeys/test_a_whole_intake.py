"""From a first application to an evaluated event and exact fees, by clicking, as the people who do it."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from cadre.applications.models import Application
from cadre.delivery.models import Register
from cadre.evaluation.models import Response
from cadre.finance.models import ContractSchedule, EventFee, Invoice
from cadre.groups.models import Group
from cadre.messages.models import Message
from cadre.messages.queries import as_sent
from cadre.programmes.states import ElementKind
from cadre.scheduling.models import Event
from tests.journeys.conftest import Visitor, served
from tests.journeys.scene import Scene, eleven_at_peakside
from tests.proofs.processes import wait_until

pytestmark = pytest.mark.journey
NAME, EMAIL = "Siân O’Neill", "sian.oneill@school900001.example"
MINUTE = 60


def mails_to(address: str, kind: str) -> list[Message]:
    return list(Message.objects.filter(to=address, kind=kind).order_by("created_at"))


def link_in(message: Message) -> str:
    """The first personal link of a mail."""
    return re.search(r"https?://\S*/go/[^\s)>\"]+", as_sent(message).text).group()


def test_a_whole_intake(proof_db, visit):
    scene = eleven_at_peakside()
    with served(proof_db) as address:
        reference = somebody_applies(visit(address), visit(address, width=375))
        operations = visit(address)
        the_office_accepts(operations, reference)
        the_twelfth_person_joins(operations, scene.group)
        lead = visit(address)
        the_partner_picks_dates(lead, scene.group)
        the_office_staffs_and_confirms(operations, scene.group)
        what_follows_is_there(scene.group)
        event = the_day_comes(operations, scene)
        the_facilitator_keeps_the_register(visit(address, width=375), event)
        the_report_updates_itself(lead, event, lambda: visit(address, width=375))
        finance_owes_exactly(visit(address), event)
        visit.leave()


def somebody_applies(desk: Visitor, phone: Visitor) -> str:
    """From the qualification's page with a code in the link; half way on another device, by the mailed link."""
    page = desk.opens("/")
    page.get_by_role("link", name="Lead a team that others learn from").click()
    page.wait_for_url("**/qualifications/npqml/")
    page = desk.opens("/apply/npqml/?code=PEAK-7Q4M")
    assert page.locator("select[name=partner]").input_value() == "peakside"
    assert page.locator("input[name=code]").input_value() == "PEAK-7Q4M"
    page.get_by_role("button", name="Start my application").click()
    page.fill("input[name=name]", NAME)
    page.fill("input[name=email]", "not an address")
    page.fill("input[name=phone]", "07700 900123")
    go_on(page)
    assert "Give one address only" in page.locator(".govuk-error-summary").inner_text()
    assert page.locator("input[name=name]").input_value() == NAME
    page.fill("input[name=email]", EMAIL)
    go_on(page)
    assert wait_until(lambda: mails_to(EMAIL, "applications.resume"))

    page = phone.opens(link_in(mails_to(EMAIL, "applications.resume")[0]))
    page.fill("input[name=born_on_day]", "29")
    page.fill("input[name=born_on_month]", "2")
    page.fill("input[name=born_on_year]", "1992")
    page.fill("input[name=trn]", "19/07342")
    page.check("input[name=before][value=no]", force=True)
    go_on(page)
    page.fill("input[name=q] >> visible=true", "bonsall highfield")
    page.get_by_role("button", name="Search").click()
    page.locator("label.govuk-radios__label", has_text="Bonsall Highfield").first.click()
    go_on(page)
    page.fill("input[name=job_title]", "Head of English")
    page.fill("input[name=sponsor_name]", "Dr Helen Marsh")
    page.fill("input[name=sponsor_email]", "head@school900001.example")
    go_on(page)
    page.fill("textarea[name=needed]", "Step-free access")
    page.check("input[name=needed_consent]", force=True)
    page.check("input[name=local][value=yes]", force=True)
    page.fill("input[name=travel_km]", "25")
    page.check("input[name=distance][value=no]", force=True)
    go_on(page)
    page.check("input[name=funding][value=school]", force=True)
    go_on(page)
    page.fill("input[name=billing_name]", "Finance office")
    page.fill("input[name=billing_email]", "finance@school900001.example")
    page.fill("textarea[name=billing_address]", "Highfield Road\nBonsall")
    page.fill("input[name=billing_postcode]", "de41aa")
    page.fill("input[name=purchase_order]", "PO-4471")
    go_on(page)
    assert "£" in page.locator(".cd-quote").inner_text()
    page.check("input[name=true]", force=True)
    page.get_by_role("button", name="Submit my application").click()
    page.wait_for_url("**/status/**")
    application = Application.objects.get(email=EMAIL)
    assert application.ref in page.locator("main").inner_text()
    assert wait_until(lambda: mails_to(EMAIL, "applications.received"))
    return application.ref


def go_on(page) -> None:
    page.locator("main form button.govuk-button:not(.govuk-button--secondary)").last.click()
    page.wait_for_load_state()


def the_office_accepts(operations: Visitor, reference: str) -> None:
    page = operations.signs_in_as("Ruth Adeyemi")
    page = operations.opens(f"/office/applications/{reference}/")
    assert "PEAK-7Q4M" in page.locator("main").inner_text()
    page.locator("form[action$='acceptance/'] [name$=reason]").first.fill("Fits")
    page.get_by_role("button", name="Accept").click()
    page.wait_for_load_state()
    assert Application.objects.get(ref=reference).state == "accepted"


def the_twelfth_person_joins(operations: Visitor, group: Group) -> None:
    """By hand from the group's page, with what changes shown before."""
    page = operations.opens(f"/office/groups/{group.ref}/")
    application = Application.objects.get(email=EMAIL)
    page.check(f"input[name=pick][value={application.ref}]", force=True)
    page.get_by_role("button", name="See what changes").click()
    page.wait_for_load_state()
    consequences = page.locator("section", has=page.get_by_role("heading", name=re.compile("^If "))).inner_text()
    assert re.search(r"11\s*→\s*(to\s*)?12", consequences.replace("\n", " "))
    reason = page.locator("form[action$='joining/'] [name=reason]")
    if reason.count():
        reason.fill("Came with Peakside’s code")
    page.locator("form[action$='joining/'] button.govuk-button").first.click()
    page.wait_for_load_state()
    assert group.enrolments.taking_a_place().count() == 12


def the_partner_picks_dates(lead: Visitor, group: Group) -> None:
    """Three days in their windows. A day outside is refused with the window named."""
    page = lead.signs_in_as("Joanna Pike")
    assert "12" in page.locator(".cd-rings").inner_text()
    for element in group.offering.timeline.filter(kind=ElementKind.FACE_TO_FACE).order_by("number"):
        page = lead.opens(f"/partner/groups/{group.ref}/dates/{element.number}/")
        first = page.locator("input[type=radio][name=day]").nth(1)
        if element.number == 1:
            outside = (element.ends_on + timedelta(days=3)).isoformat()
            first.evaluate("(radio, day) => { radio.value = day }", outside)
            first.check(force=True)
            page.get_by_role("button", name="Set the date").click()
            page.wait_for_load_state()
            assert "Pick a day from" in page.locator("main").inner_text()
            page = lead.opens(f"/partner/groups/{group.ref}/dates/{element.number}/")
            first = page.locator("input[type=radio][name=day]").nth(1)
        first.check(force=True)
        page.get_by_role("button", name="Set the date").click()
        page.wait_for_load_state()
    assert group.events.count() == 3


def the_office_staffs_and_confirms(operations: Visitor, group: Group) -> None:
    page = operations.opens(f"/office/groups/{group.ref}/schedule/?q=Dev")
    row = page.locator("tr", has_text="Dev Anand").last
    row.get_by_role("button").first.click()
    page.wait_for_load_state()
    page = operations.opens(f"/office/groups/{group.ref}/confirmation/")
    assert "12 people" in page.locator("main").inner_text()
    page.get_by_role("button", name="Confirm the group").click()
    page.wait_for_load_state()
    assert Group.objects.get(pk=group.pk).confirmed_people == 12


def what_follows_is_there(group: Group) -> None:
    """Group details, a contract schedule, joining instructions and invoices, by the worker."""
    joining = Message.objects.filter(kind="scheduling.joining_instructions")
    assert wait_until(lambda: joining.count() == 12, seconds=MINUTE)
    assert wait_until(lambda: Message.objects.filter(kind="scheduling.group_details").exists(), seconds=MINUTE)
    assert wait_until(lambda: ContractSchedule.objects.filter(group=group).exists(), seconds=MINUTE)
    mine = Invoice.objects.filter(group=group, purchase_order="PO-4471")
    assert wait_until(lambda: mine.exists(), seconds=MINUTE)
    invitation = joining.get(to=EMAIL)
    assert [file.filename.endswith(".ics") for file in as_sent(invitation).files] == [True]


def the_day_comes(operations: Visitor, scene: Scene) -> Event:
    """The site's date moves to the first day."""
    event = scene.group.events.order_by("starts_on")[0]
    days = (event.starts_on - scene.today).days
    while days > 0:
        page = operations.opens("/demo/date/")
        page.fill("input[name=days]", str(min(days, 60)))
        page.get_by_role("button", name="Move the date").click()
        page.wait_for_load_state()
        days -= min(days, 60)
    said = operations.opens("/demo/date/").locator("main").inner_text()
    assert f"{event.starts_on.day} {event.starts_on:%B %Y}" in said
    return event


def the_facilitator_keeps_the_register(facilitator: Visitor, event: Event) -> None:
    """One late, one absent, the others attended; then complete."""
    page = facilitator.signs_in_as("Dev Anand")
    page.get_by_role("link", name=re.compile("^Register of")).first.click()
    page.wait_for_load_state()
    assert "12 not marked" in page.locator("main").inner_text()
    places = list(event.group.enrolments.taking_a_place().order_by("application__name"))
    others = [place for place in places if place.application.email != EMAIL]
    for place, mark in ((others[0], "late"), (others[1], "absent")):
        page.locator(f"input[name=mark-{place.ref}][value={mark}] + label").click()
        page.wait_for_timeout(400)
    page.get_by_role("button", name=re.compile("Mark the other 10 attended")).click()
    page.wait_for_load_state()
    page.get_by_role("button", name="Complete register").click()
    page.wait_for_load_state()
    assert Register.objects.get(event=event).is_complete
    invited = Message.objects.filter(kind__startswith="evaluation.")
    assert wait_until(lambda: invited.count() == 11, seconds=MINUTE)
    assert not invited.filter(to=others[1].application.email).exists()


def the_report_updates_itself(lead: Visitor, event: Event, arrive) -> None:
    """Open while people answer: the count at once, scores from three, within five seconds."""
    page = lead.opens(f"/partner/events/{event.ref}/evaluation/")
    assert "0 of 11" in page.locator("main").inner_text().replace("\n", " ")
    for number, mail in enumerate(Message.objects.filter(kind__startswith="evaluation.").order_by("pk")[:3], 1):
        guest = arrive()
        form = guest.opens(link_in(mail))
        for name in {radio.get_attribute("name") for radio in form.locator("main input[type=radio]").all()}:
            radio = form.locator(f"input[name='{name}']").nth(-2)
            form.locator(f"label[for='{radio.get_attribute('id')}']").click()
        form.locator("main form button").last.click()
        form.wait_for_load_state()
        assert Response.objects.filter(event=event).count() == number
        expect(page.locator(".cd-rate__n")).to_have_text(str(number), timeout=5_000)
        assert (page.locator(".cd-dist").count() > 0) == (number >= 3)


def finance_owes_exactly(finance: Visitor, event: Event) -> None:
    """£25 for each of twelve on the register, £400 for a single facilitator, £950 a place."""
    assert wait_until(lambda: EventFee.objects.filter(event=event).count() == 2, seconds=MINUTE)
    finance.signs_in_as("Martin Hale")
    said = finance.opens(f"/office/finance/fees/{event.ref}/").locator("main").inner_text()
    assert "£300.00" in said
    assert "£400.00" in said
    invoices = finance.opens("/office/finance/invoices/?q=" + event.group.ref).locator("main").inner_text()
    assert "PO-4471" in invoices
    assert "£950.00" in invoices or "£1,900.00" in invoices or "855" in invoices
