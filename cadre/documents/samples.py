"""The fullest data each template takes. The tests, the bench and the documentation draw these."""

from typing import Any

from cadre.documents.shapes import ContractSchedule, GroupDetails, Invoice, Memorandum, Provider, Register, Statement

PROVIDER: Provider = {
    "name": "Outstanding Leaders Partnership",
    "address": ["1 Foundry Yard", "Leicester LE1 1AA"],
    "phone": "01632 960 400",
    "email": "hello@outstandingleaders.example",
    "registration": "Registered in England and Wales, company 00000000. VAT registration GB 000 0000 00.",
}
NAMES = [
    "Siân Nguyễn O’Neill",
    "محمد الأمين",
    "Amina Yusuf",
    "Tom Reed",
    "Zoë D’Arcy-Fitzgerald",
    "王小明",
    "Grace Okafor",
    "Łukasz Wójcik",
    "Ọlábísí Adéyẹmí",
    "Priya Raman",
    "Gwénaëlle Müller-Strauß",
    "Harpreet Kaur Sandhu",
    "Owen Pritchard",
    "Rebecca Lyons",
    "Şebnem Çelik",
    "Daniel Mbeki",
]
SCHOOLS = [
    "St Werburgh’s Church of England Primary School",
    "Ashby Road Academy",
    "Beaumont Leys School",
    "The Mead Community Primary School and Nursery",
]
PEOPLE = [(name, SCHOOLS[at % len(SCHOOLS)]) for at, name in enumerate(NAMES)]
VENUE = "Brookfield Teaching School, Sixth Form Centre, Brookfield Lane, Leicester LE2 3AB"
GROUP_REFERENCE = "NPQSL-A26-07"

INVOICE: Invoice = {
    "provider": PROVIDER,
    "kind": "invoice",
    "number": "OLP-000123",
    "date": "2026-11-26",
    "supply_date": "2026-11-26",
    "due_date": "2026-12-26",
    "bill_to": {
        "name": SCHOOLS[0],
        "address": ["Abbey Lane", "Leicester", "LE4 0AA"],
        "contact": "For the attention of Siân Nguyễn O’Neill",
    },
    "purchase_order": "PO-4471/26",
    "credits": None,
    "lines": [
        {
            "description": "Course fee",
            "candidate": "Siân Nguyễn O’Neill",
            "qualification": "National Professional Qualification for Senior Leadership",
            "quantity": 1,
            "unit": 125_000,
            "amount": 125_000,
        },
        {
            "description": "Course fee",
            "candidate": "محمد الأمين",
            "qualification": "National Professional Qualification for Senior Leadership",
            "quantity": 1,
            "unit": 125_000,
            "amount": 125_000,
        },
        {
            "description": "Discount: second place from the same school in this intake",
            "candidate": "محمد الأمين",
            "qualification": None,
            "quantity": 1,
            "unit": -12_500,
            "amount": -12_500,
        },
        {
            "description": "Printed resource folders",
            "candidate": None,
            "qualification": None,
            "quantity": 2,
            "unit": 1_250,
            "amount": 2_500,
        },
    ],
    "net": 240_000,
    "vat": {"treatment": "VAT at 20% on £2,400.00, tax point 26 November 2026.", "amount": 48_000},
    "total": 288_000,
    "bank": {
        "account_name": "Outstanding Leaders Partnership",
        "sort_code": "00-00-00",
        "account_number": "00000000",
        "reference": "OLP000123",
    },
    "terms": "Payment is due within 30 days of the invoice date. Questions about this invoice: "
    "finance@outstandingleaders.example, with the invoice number.",
}
CREDIT_NOTE: Invoice = {
    **INVOICE,
    "kind": "credit_note",
    "number": "OLP-C-000007",
    "date": "2026-12-10",
    "supply_date": "2026-12-10",
    "due_date": None,
    "credits": {
        "number": "OLP-000123",
        "date": "2026-11-26",
        "reason": "One place was withdrawn before the first event.",
    },
    "lines": INVOICE["lines"][1:2],
    "net": 125_000,
    "vat": {"treatment": "VAT at 20% on £1,250.00, as on the invoice.", "amount": 25_000},
    "total": 150_000,
    "bank": None,
    "terms": "",
}
CONTRACT_SCHEDULE: ContractSchedule = {
    "provider": PROVIDER,
    "number": "CS-000042",
    "version": 2,
    "replaces": 1,
    "date": "2026-11-02",
    "facilitator": {"name": "Gwénaëlle Müller-Strauß", "email": "g.muller@brookfield.example"},
    "payee": {"name": "Brookfield Learning Trust", "address": ["Brookfield Lane", "Leicester", "LE2 3AB"]},
    "group": {
        "reference": GROUP_REFERENCE,
        "name": "Brookfield 7",
        "qualification": "National Professional Qualification for Senior Leadership",
    },
    "partner": "Brookfield Teaching School Alliance",
    "partner_lead": {"name": "Harpreet Kaur Sandhu", "email": "h.sandhu@brookfield.example"},
    "events": [
        {
            "title": f"Event {number}: {theme}",
            "date": day,
            "start": "09:00",
            "end": "16:00",
            "venue": VENUE,
            "role": "Lead facilitator",
            "briefing": briefing,
            "fee": 30_000,
        }
        for number, theme, day, briefing in [
            (1, "Leading with impact", "2026-11-26", "Briefing online, Tue 17 November 2026, 16:00 to 17:00"),
            (2, "Teaching and curriculum", "2027-02-04", "Briefing online, Tue 26 January 2027, 16:00 to 17:00"),
            (3, "Managing resources and risks", "2027-05-13", None),
        ]
    ],
    "head_count": {
        "people": 16,
        "rule": "We count the people enrolled when the group is confirmed (rule in force since 1 September 2026).",
    },
    "bands": [
        {"people": "12 to 14", "total": 50_000, "each": 25_000, "applied": False},
        {"people": "15 to 18", "total": 60_000, "each": 30_000, "applied": True},
        {"people": "19 to 23", "total": 70_000, "each": 35_000, "applied": False},
        {"people": "24 and more", "total": 80_000, "each": 40_000, "applied": False},
    ],
    "fee_rule": "Two facilitators share the fee of each event in equal halves. It depends on the size of the group.",
    "total": 90_000,
    "cancellation": "You may withdraw from an event with 14 days’ notice. If we cancel less than 14 days before "
    "an event, we pay half of its fee.",
    "data_protection": "You see names, schools and arrangements to deliver the events, and for nothing else. "
    "Report a loss to us within 24 hours. Destroy paper copies after the last event.",
    "clauses": [
        {
            "heading": "If the size of the group changes",
            "text": "A change of band before the first event leads to a new version of this schedule.",
        },
        {"heading": "Invoicing", "text": "Invoice us after each event, with the number of this schedule."},
    ],
    "changes": ["Event 2: Teaching and curriculum, Thu 4 February 2027, 09:00 to 16:00 (before: Wed 3 February 2027)"],
}
SCHEDULE_COPY: ContractSchedule = {
    **CONTRACT_SCHEDULE,
    "events": [{**event, "fee": None} for event in CONTRACT_SCHEDULE["events"]],
    "bands": [],
    "total": None,
}
REGISTER: Register = {
    "provider": PROVIDER,
    "date": "2026-11-26",
    "event": "Event 1, Leading with impact",
    "qualification": "National Professional Qualification for Senior Leadership",
    "group": GROUP_REFERENCE,
    "partner": "Brookfield Teaching School Alliance",
    "start": "09:00",
    "end": "16:00",
    "venue": VENUE,
    "facilitators": ["Gwénaëlle Müller-Strauß", "Daniel Mbeki"],
    "people": [{"name": name, "school": school} for name, school in PEOPLE],
    "blank_rows": 3,
}
STATEMENT: Statement = {
    "provider": PROVIDER,
    "number": "ST-000019",
    "date": "2027-06-01",
    "period_from": "2026-09-01",
    "period_to": "2027-05-31",
    "partner": {
        "name": "Brookfield Teaching School Alliance",
        "address": ["Brookfield Lane", "Leicester", "LE2 3AB"],
    },
    "basis": "people enrolled when the group was confirmed (rule in force since 1 September 2026).",
    "hosting": [
        {
            "date": day,
            "event": event,
            "group": GROUP_REFERENCE,
            "people": people,
            "rate": 2_500,
            "events": 1,
            "amount": people * 2_500,
        }
        for day, event, people in [
            ("2026-11-26", "Event 1, Leading with impact", 16),
            ("2027-02-04", "Event 2, Teaching and curriculum", 16),
            ("2027-05-13", "Event 3, Managing resources and risks", 15),
        ]
    ],
    "hosting_total": 117_500,
    "facilitation": [
        {
            "date": "2026-11-26",
            "event": "Event 1, Leading with impact",
            "group": GROUP_REFERENCE,
            "facilitator": "Gwénaëlle Müller-Strauß",
            "amount": 30_000,
        },
        {
            "date": "2027-02-04",
            "event": "Event 2, Teaching and curriculum",
            "group": GROUP_REFERENCE,
            "facilitator": "Gwénaëlle Müller-Strauß",
            "amount": 30_000,
        },
    ],
    "facilitation_total": 60_000,
    "total": 177_500,
    "payment": "We pay to the account “Brookfield TSA”, ending in 4417, confirmed on 3 May 2026.",
    "vat": "VAT number GB 980780684. No VAT is worked out here. Your invoice shows it where it is due.",
    "how_to_invoice": "Send one invoice for the total to finance@outstandingleaders.example and give this statement’s "
    "number. We pay within 30 days.",
}
GROUP_DETAILS: GroupDetails = {
    "provider": PROVIDER,
    "date": "2026-11-02",
    "group": CONTRACT_SCHEDULE["group"],
    "intake": "Autumn 2026",
    "partner": STATEMENT["partner"],
    "events": [
        {
            "title": event["title"],
            "date": event["date"],
            "arrival": "08:30",
            "start": event["start"],
            "end": event["end"],
            "venue": event["venue"],
        }
        for event in CONTRACT_SCHEDULE["events"]
    ],
    "timings": [
        {"heading": "From 08:30", "text": "arrival, with refreshments. Facilitators have the room from 08:00."},
        {"heading": "09:00 to 16:00", "text": "the event, with lunch and two breaks."},
    ],
    "facilitators": [
        CONTRACT_SCHEDULE["facilitator"],
        {"name": "Daniel Mbeki", "email": "d.mbeki@ashbyroad.example"},
    ],
    "candidates": [
        {
            "name": name,
            "school": school,
            "arrangements": {
                0: "A seat near the front and slides in advance",
                3: "Step-free access",
                5: "Halal lunch",
            }.get(at),
        }
        for at, (name, school) in enumerate(PEOPLE)
    ],
    "charges": [
        {
            "description": "Hosting: room, lunch, refreshments and equipment",
            "unit": "person counted, each event",
            "amount": 2_500,
        },
    ],
    "how_to_invoice": "Invoice us after each event at finance@outstandingleaders.example, with the group’s reference "
    "NPQSL-A26-07. We pay within 30 days.",
    "contact": {"name": "Rebecca Lyons", "email": "operations@outstandingleaders.example"},
}

MEMORANDUM: Memorandum = {
    "provider": PROVIDER,
    "number": "MOU-7Q4M2K",
    "version": 3,
    "date": "2026-11-26",
    "partner": {"name": "Brookfield Teaching School", "address": ["Brookfield Lane", "Leicester LE2 3AB"]},
    "ends": "2029-11-26",
    "replaces": "MOU-3C9XWA",
    "sections": [
        {
            "heading": "Parties and roles",
            "blocks": [
                {
                    "points": False,
                    "items": [
                        [{"text": "Between ", "strong": False}, {"text": "Siân Nguyễn O’Neill", "strong": True}],
                    ],
                },
                {
                    "points": True,
                    "items": [
                        [{"text": "One group a year at least", "strong": False}],
                        [{"text": "محمد الأمين", "strong": False}],
                    ],
                },
            ],
        }
    ],
    "signatures": [
        {
            "party": "Delivery partner",
            "name": "Siân Nguyễn O’Neill",
            "role": "Head teacher",
            "at": "26 November 2026, 10:00",
        },
        {"party": "Provider", "name": "Rebecca Lyons", "role": "Director", "at": "27 November 2026, 09:12"},
    ],
    "signed_hash": " ".join(["0f1e2d3c"] * 8),
    "check_at": "https://cadre.example/verify/",
}
MEMORANDUM_TO_SIGN: Memorandum = {**MEMORANDUM, "signatures": [], "signed_hash": None, "replaces": None}

SAMPLES: dict[str, tuple[str, Any]] = {
    "invoice": ("invoice", INVOICE),
    "credit_note": ("invoice", CREDIT_NOTE),
    "contract_schedule": ("contract_schedule", CONTRACT_SCHEDULE),
    "contract_schedule_copy": ("contract_schedule", SCHEDULE_COPY),
    "register": ("register", REGISTER),
    "statement": ("statement", STATEMENT),
    "group_details": ("group_details", GROUP_DETAILS),
    "memorandum": ("memorandum", MEMORANDUM),
    "memorandum_to_sign": ("memorandum", MEMORANDUM_TO_SIGN),
}
