"""What Amina types when she applies, and a way to type it."""

from typing import Any

from django.test import Client

from cadre.applications.models import Application

YOU = {"name": "Amina Yusuf", "email": "a.yusuf@brackenmoor.example", "phone": "07700 900123"}
TEACHER = {"born_on_day": "14", "born_on_month": "5", "born_on_year": "1988", "trn": "19/07342", "before": "no"}
ROLE = {"job_title": "Assistant headteacher", "leading_years": "4"}
GATEWAY = {
    "strategy_improvement": "3",
    "teaching_curriculum": "4",
    "leading_impact": "3",
    "partnership": "2",
    "resources_risks": "2",
    "capability": "3",
}
EVIDENCE = {
    "first": "teaching_curriculum",
    "first_words": "Led the new reading curriculum in three schools; 14 points more reach the expected standard.",
    "second": "strategy_improvement",
    "second_words": "Wrote and carried the improvement plan of 2025; attendance rose by 2 points.",
}
SUPPORT = {
    "sponsor_name": "Margaret Tolley",
    "sponsor_email": "head@brackenmoor.example",
}
DAYS = {"needed": "", "dietary": "", "local": "yes", "travel_km": "25", "distance": "no"}
PAYMENT = {"funding": "school"}
INVOICE = {
    "billing_name": "Finance office",
    "billing_email": "finance@brackenmoor.example",
    "billing_address": "Gedling Rise\nArnold",
    "billing_postcode": "ng56qt",
    "purchase_order": "BR-1044",
}
HEARD = {"heard": "head", "heard_detail": ""}
EQUALITY: dict[str, str] = {}
COURSE = {"intake": "spring-2027", "partner": "none", "code": ""}


def pages(urn: str = "", *, ready: bool = False, **changed: dict[str, str]) -> dict[str, dict[str, str]]:
    """What is typed on each page, in order. `ready` with a gateway; `changed` replaces fields of one page."""
    school = {"school": urn} if urn else {"school": "unlisted", "place": "Brackenmoor Academy, Arnold"}
    typed: dict[str, dict[str, str]] = {
        "you": YOU,
        "teacher": TEACHER,
        "school": school,
        "role": ROLE,
        **({"gateway": GATEWAY, "evidence": EVIDENCE} if ready else {}),
        "support": SUPPORT,
        "days": DAYS,
        "payment": PAYMENT,
        "invoice": INVOICE,
        "heard": HEARD,
        "equality": EQUALITY,
    }
    return {slug: {**fields, **changed.get(slug, {})} for slug, fields in typed.items()}


def begin(client: Client, slug: str = "npqsl", **fields: str) -> Application:
    """Start an application; the client's cookies open it."""
    answer = client.post(f"/apply/{slug}/", {**COURSE, **fields})
    assert answer.status_code == 302, problems(answer)
    return Application.objects.get(ref=answer["Location"].split("/")[3])


def fill(client: Client, draft: Application, typed: dict[str, dict[str, str]]) -> None:
    """Send each page, and stop where one is refused."""
    for slug, fields in typed.items():
        answer = client.post(f"/go/application/{draft.ref}/{slug}/", fields)
        assert answer.status_code == 302, (slug, problems(answer))


def submit(client: Client, draft: Application) -> Any:
    """Submit at the price the check page shows."""
    page = client.get(f"/go/application/{draft.ref}/check/")
    assert page.status_code == 200, page.headers.get("Location")
    seen = page.context["priced"].price.payable_pence
    return client.post(f"/go/application/{draft.ref}/check/", {"true": "on", "seen": str(seen)})


def problems(answer: Any) -> list[str]:
    """What the page says is wrong."""
    form = (answer.context or {}).get("form")
    return [str(error) for errors in form.errors.values() for error in errors] if form else []
