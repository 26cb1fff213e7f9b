"""Pages that no address alone opens: further along an application, a code on its way, a register that is open."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from django.test import Client
from django.urls import reverse

from cadre.applications import reference
from cadre.applications.actions import accept_application, ask_for_more, move_confirmations
from cadre.applications.models import Application
from cadre.applications.tests.answers import begin, fill, pages, submit
from cadre.applications.tests.scholarships import in_category
from cadre.applications.tests.sponsors import asked, gateway, mails, named, token_in
from cadre.consent.actions import call_off
from cadre.consent.models import Round
from cadre.delivery.actions import register_of, reopen_register
from cadre.demo.network.answers import answer
from cadre.exports import progress
from cadre.exports.actions import Wanted
from cadre.exports.models import Sheet
from cadre.exports.queries import terms_on as export_terms
from cadre.exports.tasks import begin as begin_sheet
from cadre.finance.actions.successors import decide_payee
from cadre.formation.actions import ask_plan
from cadre.formation.models import ForeseenMail, Plan, Rehearsal
from cadre.formation.rules.drawing import Settings
from cadre.formation.tasks import begin as begin_plan
from cadre.lib import clock
from cadre.partners.actions import plan_change
from cadre.people import second_step
from cadre.people.models import User
from cadre.people.views.second_step import SECRET
from cadre.programmes.models import Offering
from cadre.recruitment import reference as recruitment
from cadre.recruitment.access import stop_token
from cadre.saved_views.actions import save_view
from tests import world
from tests.access.two_sides import World
from tests.accessibility.site import Shown
from tests.accessibility.states import client_of, evaluation_link
from tests.proved import just_proved, shown_by_app

SPONSOR = "sponsor@heads.example"
ROLES = ["ops", "finance", "sysadmin", "quality", "marketing", "dpo"]


def further_pages(made: World) -> list[Shown]:
    """Each answers 200, but for refusals, whose name ends with what was done. It changes the world it is given."""
    return [
        *_signing_in(made),
        *_applied(made),
        *_refused(made),
        *_planned(made),
        *_sponsored(),
        *_evaluated(made),
        *_registers(made),
        *_reminded(made),
        *_dissolved(made),
        *_merged(made),
        *_starting(made),
        *_homes(made),
        *_spreadsheets(made),
        *_views(made),
    ]


def _merged(made: World) -> Iterator[Shown]:
    """Who is paid after a merger: asked, refused without a reason, and decided."""
    gone, heir, today = world.a_partner("Wold Alliance"), world.a_partner("Wold Trust"), clock.today()
    facts = {"on_day": today, "reason": "One now", "by": world.an_officer("Ops Two"), "today": today}
    change = plan_change(gone, into=heir, **facts, now=clock.now())
    client, path = client_of("finance", made), reverse("office:finance:successor", args=[gone.slug])
    yield seen("office:finance:successor, after a merger", client, path)
    refused = client.post(path, {"to": gone.slug, "reason": ""})
    yield _page("office:finance:successor, without a reason", path, refused, 422)
    decide_payee(change, to=heir, reason="", by=made.personas["finance"], now=clock.now())
    yield seen("office:finance:successor, decided", client, path)


def _starting(made: World) -> Iterator[Shown]:
    """Who is affected by another start, before it is moved."""
    intake, client = made.a.group.offering.intake, client_of("ops", made)
    path, day = reverse("office:recruitment:start", args=[intake.slug]), intake.starts_on + timedelta(weeks=2)
    typed = {"starts_on_day": day.day, "starts_on_month": day.month, "starts_on_year": day.year, "windows": "along"}
    yield _page("office:recruitment:start, looked at", path, client.post(path, typed), 200)


def seen(name: str, client: Client, path: str, status: int = 200) -> Shown:
    """The page at the path, which must be one: a redirect or a refusal here is the crawl's own fault."""
    return _page(name, path, client.get(path), status)


def _page(name: str, path: str, reply, status: int) -> Shown:
    one = Shown.of(name, path.split("?")[0], reply)
    assert one is not None, f"{name}: no page at {path}, but {reply.status_code}"
    assert one.status == status, f"{name}: {reply.status_code} at {path}"
    return one


def _dissolved(made: World) -> Iterator[Shown]:
    """A group that lost people, merged into another with room, and the way back."""
    office, group, into = client_of("ops", made), made.a.group, made.b.group
    path = reverse("office:scheduling:merging", args=[group.ref])
    yield seen("office:scheduling:merging, one chosen", office, f"{path}?to={into.ref}&reason=Too+few")
    people = list(group.enrolments.taking_a_place().values_list("application__ref", flat=True))
    said = {"to": into.ref, "chosen": 1, "goes": people[:9], "reason": "Too few"}
    assert office.post(path, said).status_code == 302
    yield seen("office:scheduling:restoring", office, reverse("office:scheduling:restoring", args=[group.ref]))
    yield seen("office:groups:shortfall, decided", office, reverse("office:groups:shortfall", args=[group.ref]))
    yield seen("office:groups:group, dissolved", office, reverse("office:groups:group", args=[group.ref]))


def _signing_in(made: World) -> Iterator[Shown]:
    person = Client()
    person.post(reverse("account_request_login_code"), {"email": made.a.lead.email})
    path = reverse("account_confirm_login_code")
    yield seen("account_confirm_login_code", person, path)
    yield _page("account_confirm_login_code, sent wrong", f"/sent{path}", person.post(path, {"code": "WRONG"}), 200)
    yield seen("ui:gallery", Client(), reverse("ui:gallery"))
    yield from _by_two_steps(made.personas["partner_lead"], client_of("partner_lead", made))


def _by_two_steps(user: User, client: Client) -> Iterator[Shown]:
    """Set up, with a wrong code first; shown, half in and whole; and taken away."""
    overview, path, codes, remove = (
        reverse(f"account_second_step{page}") for page in ("", "_set_up", "_codes", "_remove")
    )
    just_proved(client, at=clock.now())
    yield seen("account_second_step, none", client, overview)
    yield seen("account_second_step_set_up", client, path)
    yield _page("account_second_step_set_up, wrong code", f"/sent{path}", client.post(path, {"code": "1"}), 422)
    assert client.post(path, {"code": shown_by_app(client.session[SECRET])}).status_code == 302
    yield seen("account_second_step", client, overview)
    yield seen("account_second_step_codes", client, codes)
    yield seen("account_second_step_remove", client, remove)
    half_in = Client()
    half_in.force_login(user)
    kept = half_in.session
    kept.pop(second_step.KEY, None)
    kept.save()
    yield seen("account_second_step, half in", half_in, overview)
    yield _page("account_second_step, wrong code", f"/sent{overview}", half_in.post(overview, {"code": "1"}), 422)
    second_step.remove(user, by=user)


def _applied(made: World) -> Iterator[Shown]:
    """From the check page to an offered place, as the applicant and the office see it."""
    reference.load(world.TODAY)
    office, applicant, offering = client_of("ops", made), Client(), made.a.group.offering
    slug, intake = offering.qualification.slug, offering.intake.slug
    draft = begin(applicant, slug, intake=intake)
    fill(applicant, draft, pages(made.a.application.school.urn))
    check, status, why = (
        reverse(f"token:applications:{name}", args=[draft.ref]) for name in ("check", "status", "why")
    )
    yield seen("token:applications:check", applicant, check)
    yield _page("token:applications:check, undeclared", f"/sent{check}", applicant.post(check, {"seen": "1"}), 422)
    yield seen("token:applications:why of a draft", applicant, why)
    assert submit(applicant, draft).status_code == 302
    yield seen("token:applications:status", applicant, status)
    yield seen("token:applications:why", applicant, why)
    yield seen("office:applications:why", office, reverse("office:applications:why", args=[draft.ref]))
    row, by = Application.objects.get(pk=draft.pk), made.personas["ops"]
    row = ask_for_more(row, question="Which days do you work?", by=by, now=clock.now())
    yield seen("token:applications:status, asked", applicant, status)
    applicant.post(reverse("token:applications:answer", args=[draft.ref]), {"answer": "Mondays."})
    row = accept_application(Application.objects.get(pk=draft.pk), reason="", by=by, now=clock.now())
    yield seen("token:applications:status, accepted", applicant, status)
    candidate = Client()
    candidate.force_login(row.applicant)
    yield seen("candidate:applications:why", candidate, reverse("candidate:applications:why", args=[draft.ref]))
    yield seen("office:applications:application, accepted", office, f"/office/applications/{draft.ref}/")


def _refused(made: World) -> Iterator[Shown]:
    """Somebody whose scholarship the Department refused says who pays."""
    applicant, by, offering = Client(), made.personas["ops"], made.a.group.offering
    school = world.a_school("Kirkmeadow Primary", district=in_category("5"))
    draft = begin(applicant, offering.qualification.slug, intake=offering.intake.slug)
    typed = pages(
        school.urn, you={"name": "Ada Quill", "email": "a.quill@b.example"}, payment={"funding": "scholarship"}
    )
    fill(applicant, draft, {slug: fields for slug, fields in typed.items() if slug != "invoice"})
    assert submit(applicant, draft).status_code == 302
    now = clock.now()
    row = accept_application(Application.objects.get(pk=draft.pk), reason="Fits", despite="They know", by=by, now=now)
    for verb in ("apply", "refuse"):
        move_confirmations([row], verb=verb, on=world.TODAY, reason="Spent", by=by, now=now)
    path = reverse("token:applications:payer", args=[row.ref])
    yield seen("token:applications:payer", applicant, path)
    yield _page("token:applications:payer, sent empty", f"/sent{path}", applicant.post(path, {}), 422)


def _planned(made: World) -> Iterator[Shown]:
    """Plans of who sits where: worked out and pinned, one that waits, one that cannot be, stale, carried out."""
    office, by, offering = client_of("ops", made), made.personas["ops"], made.a.group.offering
    made.a.forming.enrolments.update(joined_by="code")
    base = _of_plan("plan", made.a.plan)
    pinned = office.post(f"{base}pins/", {"place": made.a.partner.slug, "kind": "closed", "reason": "No venue"})
    yield seen("office:formation:plan, pinned", office, pinned.headers["Location"])
    one = made.a.plan.seats.select_related("application").first()
    yield seen("office:formation:pinning of a person", office, f"{base}pins/?person={one.application.ref}")
    yield _page("office:formation:pinning, sent empty", f"/sent{base}", office.post(f"{base}pins/", {}), 422)
    board = _of_plan("board", made.a.plan)
    yield seen("office:formation:board, somebody moved", office, f"{board}?move={one.application.ref}")
    tried = f"{base}what-if/?place={made.a.partner.slug}&change=people&number=3"
    yield seen("office:formation:what_if, tried", office, tried)
    two = "&".join(f"plan={plan.ref}" for plan in Plan.objects.filter(state="ready")[:2])
    yield seen("office:formation:comparison of two", office, f"{_of_offering('comparison', offering)}?{two}")
    waits, _ = ask_plan(offering, Settings(unsaid_km=7), by=by, today=clock.today(), now=clock.now())
    yield seen("office:formation:plan, waiting", office, _of_plan("plan", waits))
    Plan.objects.filter(pk=waits.pk).update(state="failed", why="No plan meets everything that is pinned.")
    yield seen("office:formation:plan, not possible", office, _of_plan("plan", waits))
    world.an_application("Late Comer", offering=offering, preferred_partner=made.a.partner)
    yield seen("office:formation:carrying_out, stale", office, f"{base}carrying-out/")
    fresh, _ = ask_plan(offering, Settings(unsaid_km=9, undecided=False), by=by, today=clock.today(), now=clock.now())
    begin_plan(fresh)
    path = _of_plan("plan", fresh)
    for live in Round.objects.live():
        call_off(live, reason="Everybody agreed by telephone", by=by, now=clock.now())
    yield from _mails_of(office, path)
    assert office.post(f"{path}carrying-out/", {"reason": "Agreed"}).status_code == 302
    yield seen("office:formation:plan, carried out", office, path)
    yield seen("office:formation:undoing", office, f"{path}undoing/")


def _mails_of(office: Client, path: str) -> Iterator[Shown]:
    """What would be sent by a plan that can be carried out; and while it is listed."""
    yield seen("office:formation:carrying_out, not listed", office, f"{path}carrying-out/")
    assert office.post(f"{path}mails/listing/").status_code == 302
    listed = Rehearsal.objects.latest("pk")
    assert listed.is_ready, listed.why
    listed.mails.all().delete()
    ForeseenMail.objects.filter(number=1).update(rehearsal=listed)
    papers = [["Invoice", "Matlock Bank Primary", "£1,250.00"]]
    Rehearsal.objects.filter(pk=listed.pk).update(state="ready", ready_at=clock.now(), papers=papers)
    yield seen("office:formation:mails", office, f"{path}mails/")
    yield seen("office:formation:mail", office, f"{path}mails/1/")
    yield seen("office:formation:carrying_out, listed", office, f"{path}carrying-out/")
    Rehearsal.objects.update(state="running")
    yield seen("office:formation:mails, being listed", office, f"{path}mails/")
    Rehearsal.objects.update(state="ready")


def _of_plan(name: str, plan: Plan) -> str:
    return reverse(f"office:formation:{name}", args=[plan.ref])


def _of_offering(name: str, offering: Offering) -> str:
    return reverse(f"office:formation:{name}", args=[offering.intake.slug, offering.qualification.slug])


def _sponsored() -> Iterator[Shown]:
    """As a sponsor reads it by the mailed link: who waits, one before a gateway, what was refused, what is answered."""
    plain, rated = (
        asked(named("Ben Crowther", email=SPONSOR)),
        asked(named("Cara Dale", email=SPONSOR, offering=gateway())),
    )
    head, token = Client(), token_in(mails("asked", SPONSOR)[0])
    here = reverse("token:applications:sponsored", args=[token])
    yield seen("token:applications:sponsored", head, here)
    yield seen("token:applications:sponsorship", head, f"{here}{plain.application.ref}/")
    path = f"{here}{rated.application.ref}/"
    yield seen("token:applications:sponsorship, rated", head, path)
    for act, typed in (("confirmation", {"rating_respect": "9"}), ("refusal", {}), ("invoice", {})):
        reply = head.post(f"{path}{act}/", {"seen": "waiting", **typed})
        yield _page(f"token:applications:sponsorship, {act} refused", f"/{act}{path}", reply, 422)
    head.post(f"{here}{plain.application.ref}/confirmation/", {"seen": "waiting"})
    yield seen("token:applications:sponsorship, confirmed", head, f"{here}{plain.application.ref}/")
    head.post(f"{path}refusal/", {"seen": "waiting", "reason": "time"})
    yield seen("token:applications:sponsorship, declined", head, path)
    yield seen("token:applications:sponsored, answered", head, here)
    yield seen("token:applications:sponsored, unknown", head, "/go/sponsor/no-such-token-0123456789abcdef/", 404)
    lost = reverse("token:applications:sponsor_lost")
    yield seen("token:applications:sponsor_lost", head, lost)
    yield _page("token:applications:sponsor_lost, sent", f"/sent{lost}", head.post(lost, {"email": SPONSOR}), 200)


def _evaluated(made: World) -> Iterator[Shown]:
    path = evaluation_link(made)
    reply = Client().post(path, {"content": "9"}, follow=True)
    yield _page("token:evaluation:answer, thanked", path, reply, 200)
    answer(made.a.event, Random(3), share=0.6)
    for persona, space in (("facilitator", "facilitator"), ("partner_lead", "partner"), ("ops", "office")):
        path = reverse(f"{space}:evaluation:report", args=[made.a.event.ref])
        report = seen(f"{space}:evaluation:report, with scores", client_of(persona, made), path)
        assert b"cd-dist" in report.body, "the report shows no scores yet"
        yield report
    yield seen("token:evaluation:answer, unknown", Client(), "/go/evaluation/no-such-token-0123456789abcdef/", 404)


def _registers(made: World) -> Iterator[Shown]:
    """Open, as it is kept at the door; the crawl meets it completed."""
    reopen_register(register_of(made.a.event), by=made.personas["ops"], reason="One more came")
    for persona, space in (("facilitator", "facilitator"), ("ops", "office")):
        path = reverse(f"{space}:delivery:register", args=[made.a.event.ref])
        yield seen(f"{space}:delivery:register, open", client_of(persona, made), path)


def _reminded(made: World) -> Iterator[Shown]:
    """Somebody who stopped halfway: the page before a press, for the office and the partner, and the way out."""
    recruitment.load(clock.today())
    group = made.a.forming
    stopped = world.an_application(state="draft", offering=group.offering, preferred_partner=group.partner)
    path = reverse("office:recruitment:reminders", args=[group.offering.intake.slug])
    yield seen("office:recruitment:reminders, somebody stopped", client_of("ops", made), path)
    path = reverse("partner:recruitment:reminders", args=[group.ref])
    yield seen("partner:recruitment:reminders, somebody stopped", client_of("partner_lead", made), path)
    path = reverse("token:recruitment:no_reminders", args=[stop_token(stopped)])
    yield seen("token:recruitment:no_reminders", Client(), path)
    yield _page("token:recruitment:no_reminders, pressed", f"/pressed{path}", Client().post(path), 200)


def _homes(made: World) -> Iterator[Shown]:
    """Each role has menus of its own; and on the way out."""
    yield seen("account_logout", client_of("ops", made), reverse("account_logout"))
    for role in ROLES[1:]:
        yield seen(f"office:portals:home as {role}", client_of(role, made), reverse("office:portals:home"))
    path = reverse("candidate:portals:home")
    yield seen("candidate:portals:home as applicant", client_of("applicant", made), path)


def _views(made: World) -> Iterator[Shown]:
    """A list beneath its views, the present one with a filter that is gone; and a name that is refused."""
    by, office, path = made.personas["ops"], client_of("ops", made), "/office/applications/"
    for at in range(14):
        save_view(path, f"colour=red&q={at}", name=f"View {at}", share=at % 2 == 0, by=by, now=clock.now())
    yield seen("office:applications:list, in a view", office, f"{path}?colour=red&q=13")
    saving, form = reverse("public:saved_views:saving"), {"list": path, "query": "q=x", "name": "View 1"}
    yield seen("public:saved_views:saving, of a list", office, f"{saving}?list={path}&query=q%3Dx")
    yield _page("public:saved_views:saving, refused", saving, office.post(saving, form), 422)


def _spreadsheets(made: World) -> Iterator[Shown]:
    """Of a long list: while it waits, in the middle, and one that was not made."""
    by, now = made.personas["ops"], clock.now()
    office, wanted = client_of("ops", made), Wanted("/office/applications/", "q=reed", "applications", 9, "“reed”")
    sheet = begin_sheet(wanted, export_terms(clock.today()), by=by, now=now)
    path = reverse("public:exports:sheet", args=[sheet.pk])
    yield seen("public:exports:sheet, waiting", office, path)
    progress.begin(sheet.pk)
    yield seen("public:exports:sheet, in the middle", office, path)
    progress.forget(sheet.pk)
    Sheet.objects.filter(pk=sheet.pk).update(why="This list is no longer open to you.")
    yield seen("public:exports:sheet, not made", office, path)
