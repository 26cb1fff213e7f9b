"""How somebody applies by clicking: what they answer on each page, by the name of its step, and a way to fill it in.

The journeys and the README's pictures walk with it, so that a question that changes is changed here once.
"""

import re
from collections.abc import Mapping

from playwright.sync_api import Page

EMAIL, SPONSOR = "sian.oneill@school900001.example", "dr.marsh@highfield.example"
ANSWERS: dict[str, dict[str, str]] = {
    "code": {"source": "partner"},
    "you": {"name": "Siân O’Neill", "email": EMAIL, "phone": "07700 900123"},
    "teacher": {
        "born_on_day": "29",
        "born_on_month": "2",
        "born_on_year": "1992",
        "trn": "19/07342",
        "before": "no",
    },
    "school": {"q": "bonsall highfield"},
    "role": {"job_title": "Head of English", "leading_years": "3"},
    "support": {"sponsor_name": "Dr Helen Marsh", "sponsor_email": SPONSOR},
    "days": {"local": "yes", "travel_km": "25", "distance": "no"},
    "payment": {"funding": "school"},
    "invoice": {
        "billing_name": "Finance office",
        "billing_email": "finance@school900001.example",
        "billing_address": "Highfield Road\nBonsall",
        "billing_postcode": "de41aa",
        "purchase_order": "PO-4471",
    },
    "heard": {"heard": "partner"},
    "equality": {},
}
CHECK = "check"


def step_at(page: Page) -> str:
    """The name of the step whose page this is: the end of its address."""
    return page.url.partition("?")[0].rstrip("/").rpartition("/")[2]


def fill(page: Page, typed: Mapping[str, str]) -> None:
    """Fill in what is typed, by the names of the fields. `q` searches, and takes the first that is found."""
    for name, value in typed.items():
        if name == "q":
            page.locator("main input[name=q]:visible").fill(value)
            page.get_by_role("button", name="Search").click()
            page.locator("label.govuk-radios__label", has_text=re.compile(value, re.IGNORECASE)).first.click()
            continue
        field = page.locator(f"main form [name={name}]:not([type=hidden])")
        if field.first.get_attribute("type") in ("radio", "checkbox"):
            page.locator(f"main form input[name={name}][value={value}]").check(force=True)
        else:
            field.fill(value)


def press_on(page: Page) -> None:
    """To the next page, or to what the form says is wrong."""
    page.locator("main form button.govuk-button:not(.govuk-button--secondary)").last.click()
    page.wait_for_load_state()


def answer_all(page: Page) -> None:
    """From whatever step the page is at to the check page, answering each question that comes."""
    while (step := step_at(page)) != CHECK:
        fill(page, ANSWERS[step])
        press_on(page)
        if step_at(page) == step:
            raise AssertionError(f"{step}: {page.locator('main').inner_text()[:600]}")
