"""From a first application to an evaluated event and exact fees, by clicking, as the people who do it."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from cadre.applications.models import Application
from cadre.delivery.models import Register
from cadre.evaluation.models import Response
from cadre.finance.models import EventFee, Invoice
from cadre.finance.queries.places import why_not_yet, with_waits
from cadre.groups.models import Group
from cadre.lib.dates import bank_holiday_name, days, span
from cadre.lib.money import pounds
from cadre.messages.models import Message
from cadre.messages.queries import as_sent
from cadre.programmes.models import TimelineElement
from cadre.programmes.states import ElementKind
from cadre.scheduling.models import Event
from tests.journeys.applying import ANSWERS, EMAIL, SPONSOR, fill, press_on, step_at
from tests.journeys.conftest import Visitor, fits, served
from tests.journeys.mails import link_in, mails_to, paper_to, words_of
from tests.journeys.scene import LATE, Scene, eleven_at_peakside
from tests.proofs.processes import wait_until

pytestmark = pytest.mark.journey
NAME = ANSWERS["you"]["name"]
LEAD, DEV = "joanna.pike@peakside.example", "dev.anand@facilitators.example"
SARA = "sara.linden@facilitators.example"
MINUTE, SATURDAY = 60, 5


def test_a_whole_intake(proof_db, visit):
    scene = eleven_at_peakside()
    with served(proof_db) as address:
        reference = somebody_applies(visit(address), visit(address, width=375))
        the_sponsor_confirms(visit(address, width=375))
        operations = visit(address)
        the_office_accepts(operations, reference)
        lead = visit(address)
        the_partner_picks_dates(lead, scene.group)
        the_office_staffs(operations, scene.group)
        eleven_are_not_confirmed_without_a_reason(operations, scene.group)
        the_twelfth_person_joins(operations, scene.group)
        the_office_confirms(operations, scene.group)
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
    page.get_by_role("link", name=re.compile("^Apply for")).first.click()
    page.wait_for_url("**/apply/npqml/**")
    page = desk.opens("/apply/npqml/?code=PEAK-7Q4M")
    assert page.locator("select[name=partner]").input_value() == "peakside"
    assert page.locator("input[name=code]").input_value() == "PEAK-7Q4M"
    page.get_by_role("button", name="Start my application").click()
    answers(page, "code")
    fill(page, ANSWERS["you"] | {"email": "not an address"})
    go_on(page)
    assert "Give one address only" in page.locator(".govuk-error-summary").inner_text()
    assert page.locator("input[name=name]").input_value() == NAME
    page.fill("input[name=email]", EMAIL)
    go_on(page)
    assert wait_until(lambda: mails_to(EMAIL, "applications.resume"))

    page = phone.opens(link_in(mails_to(EMAIL, "applications.resume")[0]))
    answers(page, "teacher", "school")
    fill(page, ANSWERS["role"] | {"leading_years": "three"})
    go_on(page)
    assert "in figures" in page.locator(".govuk-error-summary").inner_text()
    answers(page, "role", "support")
    page.fill("textarea[name=needed]", "Step-free access")
    page.check("input[name=needed_consent]", force=True)
    answers(page, "days", "payment", "invoice", "heard")
    page.check("input[name=sex][value=female]", force=True)
    answers(page, "equality")
    quoted = page.locator(".cd-quote").inner_text()
    page.check("input[name=true]", force=True)
    page.get_by_role("button", name="Submit my application").click()
    page.wait_for_url("**/status/**")
    application = Application.objects.get(email=EMAIL)
    assert pounds(application.quote.payable_pence) in quoted
    assert application.quote.sentence in quoted
    assert application.ref in page.locator("main").inner_text()
    assert wait_until(lambda: mails_to(EMAIL, "applications.received"))
    assert application.ref in as_sent(mails_to(EMAIL, "applications.received")[0]).text
    return application.ref


def answers(page, *steps: str) -> None:
    """One page after the other, in this order."""
    for step in steps:
        assert step_at(page) == step
        fill(page, ANSWERS[step])
        go_on(page)


def go_on(page) -> None:
    press_on(page)
    fits(page)


def the_sponsor_confirms(head: Visitor) -> None:
    """By the mailed link, without an account."""
    asked = "applications.sponsor_asked"
    assert wait_until(lambda: mails_to(SPONSOR, asked), seconds=MINUTE)
    page = head.opens(link_in(mails_to(SPONSOR, asked)[0]))
    page.get_by_role("button", name="Undertake this and confirm").click()
    page.wait_for_load_state()
    fits(page)
    assert f"You sponsor {NAME}" in page.locator("main").inner_text()


def the_office_accepts(operations: Visitor, reference: str) -> None:
    page = operations.signs_in_as("Ruth Adeyemi")
    page = operations.opens(f"/office/applications/{reference}/")
    assert "PEAK-7Q4M" in page.locator("main").inner_text()
    page.locator("form[action$='acceptance/'] [name$=reason]").first.fill("Fits")
    page.get_by_role("button", name="Accept").click()
    page.wait_for_load_state()
    assert Application.objects.get(ref=reference).state == "accepted", page.locator("main").inner_text()


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
    """Each day in its window. A bank holiday, a weekend and a day outside are refused with the window named."""
    page = lead.signs_in_as("Joanna Pike")
    assert "11" in page.locator(".cd-rings").inner_text()
    for element in group.offering.timeline.filter(kind=ElementKind.FACE_TO_FACE).order_by("number"):
        for day, why in days_not_offered(element):
            said = sets_the_date(lead, group, element, day)
            assert why in said
            assert span(element.starts_on, element.ends_on) in said
            assert not group.events.filter(element=element).exists()
        sets_the_date(lead, group, element)
    assert group.events.count() == 3


def days_not_offered(element: TimelineElement) -> list[tuple[date, str]]:
    """(day, a word of the refusal) for a day beyond the window, a weekend in it, and a bank holiday when it has one."""
    inside = list(days(element.starts_on, element.ends_on))
    holidays = [(day, bank_holiday_name(day) or "") for day in inside if bank_holiday_name(day)]
    weekend = next(day for day in inside if day.weekday() == SATURDAY)
    return [(element.ends_on + timedelta(days=3), "window"), (weekend, "Saturday"), *holidays[:1]]


def sets_the_date(lead: Visitor, group: Group, element: TimelineElement, day: date | None = None) -> str:
    """Choose a day in the calendar; one that is not offered is sent as if it were. What the page says then."""
    page = lead.opens(f"/partner/groups/{group.ref}/dates/{element.number}/")
    radio = page.locator("input[type=radio][name=day]").nth(1)
    if day:
        assert page.locator(f"input[type=radio][name=day][value='{day}']:enabled").count() == 0
        radio.evaluate("(radio, day) => { radio.value = day }", day.isoformat())
    page.locator("label", has=page.locator("input[name=day]")).nth(1).click()
    page.get_by_role("button", name="Set the date").click()
    page.wait_for_load_state()
    return page.locator("main").inner_text()


def the_office_staffs(operations: Visitor, group: Group) -> None:
    """Two facilitators, each found by name; who is on the group already is not offered again."""
    for name in ("Dev Anand", "Sara Linden"):
        page = operations.opens(f"/office/groups/{group.ref}/schedule/?q={name.split()[0]}")
        page.locator("tr", has_text=name).last.get_by_role("button").first.click()
        page.wait_for_load_state()
    assert [str(one.facilitator) for one in group.assignments.order_by("pk")] == ["Dev Anand", "Sara Linden"]


def eleven_are_not_confirmed_without_a_reason(operations: Visitor, group: Group) -> None:
    page = operations.opens(f"/office/groups/{group.ref}/confirmation/")
    assert "1 short of 12" in page.locator("main").inner_text()
    page.get_by_role("button", name="Confirm the group").click()
    page.wait_for_load_state()
    assert "reason" in page.locator(".govuk-error-summary").inner_text().lower()
    assert Group.objects.get(pk=group.pk).confirmed_at is None


def the_office_confirms(operations: Visitor, group: Group) -> None:
    page = operations.opens(f"/office/groups/{group.ref}/confirmation/")
    assert "12 people" in page.locator("main").inner_text()
    page.get_by_role("button", name="Confirm the group").click()
    page.wait_for_load_state()
    assert Group.objects.get(pk=group.pk).confirmed_people == 12


def what_follows_is_there(group: Group) -> None:
    """Group details, a contract schedule with its copy, joining instructions and invoices, by the worker."""
    joining = Message.objects.filter(kind="scheduling.joining_instructions")
    assert wait_until(lambda: joining.count() == 12, seconds=MINUTE)
    invitation = as_sent(joining.get(to=EMAIL))
    assert [file.filename.endswith(".ics") for file in invitation.files] == [True]
    assert "08:30" in invitation.text

    assert wait_until(lambda: mails_to(LEAD, "scheduling.group_details"), seconds=MINUTE)
    details = paper_to(LEAD, "scheduling.group_details")
    assert all(words in details for words in (NAME, "Step-free access", "08:30", "09:00", "16:00", "invoice"))

    assert wait_until(lambda: mails_to(LEAD, "finance.contract_schedule_copy"), seconds=MINUTE)
    assert "£750.00" in paper_to(DEV, "finance.contract_schedule")
    assert "£750.00" in paper_to(SARA, "finance.contract_schedule")
    assert "£" not in as_sent(mails_to(LEAD, "finance.contract_schedule_copy")[0]).text

    assert wait_until(lambda: Invoice.objects.filter(group=group, purchase_order="PO-4471"), seconds=MINUTE)
    for place in with_waits(group.enrolments.taking_a_place()):
        lines = list(place.invoice_lines.values_list("amount_pence", flat=True))
        quoted = place.application.quote.payable_pence
        assert sum(lines) == quoted or (not lines and why_not_yet(place)), place.application.name
    numbers = sorted(int(re.sub(r"\D", "", number)[-5:]) for number in Invoice.objects.values_list("number", flat=True))
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def the_day_comes(operations: Visitor, scene: Scene) -> Event:
    """The site's date moves to the first day."""
    event = scene.group.events.order_by("starts_on")[0]
    days = (event.starts_on - scene.today).days
    while days > 0:
        page = operations.opens("/demo/date/")
        page.fill("input[name=days]", str(min(days, 60)))
        page.get_by_role("button", name="Move the date").click()
        expect(page.get_by_text("It is now")).to_be_visible(timeout=120_000)  # it says meanwhile how many are left
        days -= min(days, 60)
    said = operations.opens("/demo/date/").locator("main").inner_text()
    assert f"{event.starts_on.day} {event.starts_on:%B %Y}" in said
    return event


def the_facilitator_keeps_the_register(facilitator: Visitor, event: Event) -> None:
    """Somebody comes who was not expected; one late, one absent, the others attended; then complete."""
    page = facilitator.signs_in_as("Dev Anand")
    page.get_by_role("link", name=re.compile("^Register of")).first.click()
    page.wait_for_load_state()
    assert "12 not marked" in page.locator("main").inner_text()
    assert "Step-free access" in page.locator("main").inner_text()
    on_paper = words_of(facilitator.fetches(f"/facilitator/events/{event.ref}/paper-register/"))
    assert NAME in on_paper
    assert "Step-free" not in on_paper
    somebody_joins(facilitator, event)
    places = list(event.group.enrolments.taking_a_place().order_by("application__name"))
    others = [place for place in places if place.application.email != EMAIL]
    for place, mark in ((others[0], "late"), (others[1], "absent")):
        with page.expect_response(re.compile(f"people/{place.ref}/$")):
            page.locator(f"input[name=mark-{place.ref}][value={mark}] + label").click()
    for button in (re.compile("Mark the other 11 attended"), "Complete register"):
        with page.expect_navigation():
            page.get_by_role("button", name=button).click()
    assert Register.objects.get(event=event).is_complete
    invited = Message.objects.filter(kind__startswith="evaluation.")
    assert wait_until(lambda: invited.count() == 12, seconds=MINUTE)
    assert not invited.filter(to=others[1].application.email).exists()


def somebody_joins(facilitator: Visitor, event: Event) -> None:
    """By their whole name; a part of it lists nobody."""
    at = f"/facilitator/events/{event.ref}/register/joiners/"
    page = facilitator.opens(f"{at}?q={LATE.split()[1][:6]}")
    assert "Nobody found" in page.locator("main").inner_text()
    page = facilitator.opens(f"{at}?q={LATE.split()[1]}")
    page.get_by_role("button", name=re.compile(f"^Add.*{LATE}")).click()
    page.wait_for_load_state()
    fits(page)
    assert LATE in page.locator("main").inner_text()


def the_report_updates_itself(lead: Visitor, event: Event, arrive) -> None:
    """Open while people answer: the count at once, scores from three, within five seconds."""
    page = lead.opens(f"/partner/events/{event.ref}/evaluation/")
    assert "0 of 12" in page.locator("main").inner_text().replace("\n", " ")
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
    """£25 for each of thirteen on the register, £500 for two facilitators in equal halves, a place as it was quoted."""
    assert wait_until(lambda: EventFee.objects.filter(event=event).count() == 3, seconds=MINUTE)
    finance.signs_in_as("Martin Hale")
    owed = finance.opens(f"/office/finance/fees/{event.ref}/").locator(".cd-sum").inner_text()
    assert re.findall(r"£[\d,.]+", owed) == ["£325.00", "£250.00", "£250.00", "£825.00"]
    quoted = Application.objects.get(email=EMAIL).quote.payable_pence
    page = finance.opens("/office/finance/invoices/?q=PO-4471")
    invoice = Invoice.objects.get(purchase_order="PO-4471")
    page.get_by_role("link", name=invoice.number).click()
    page.wait_for_load_state()
    said = page.locator("main").inner_text()
    assert invoice.number in said
    assert "PO-4471" in said
    assert pounds(quoted) in said
    paper = words_of(finance.fetches(f"/office/finance/invoices/{invoice.number}/paper/"))
    assert all(words in paper for words in (invoice.number, "PO-4471", pounds(quoted), NAME))
    partner, intake = event.group.partner.slug, event.group.offering.intake.slug
    page = finance.opens(f"/office/finance/statements/{partner}/{intake}/")
    assert page.locator(".cd-rate__n").inner_text() == "£325.00"
    statement = words_of(finance.fetches(f"/office/finance/statements/{partner}/{intake}/paper/"))
    assert "£325.00" in statement
    assert "register" in statement
