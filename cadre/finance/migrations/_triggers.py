"""The database itself refuses to change or delete what was issued.

Two columns of an invoice are set once, later: its PDF, and a purchase order while there is no PDF yet.
"""

INVOICE, LINE = "finance_invoice", "finance_invoiceline"
MESSAGE = "An issued invoice is final; credit it instead."
FROZEN = (
    "id kind number group_id key credits_id reason payer bill_to payer_email issued_on supply_on due_on "
    "net_pence vat_pence total_pence vat terms issued_at"
).split()
NOT_NOW = "OLD.document_id IS NOT NULL"

SQLITE = [
    f"CREATE TRIGGER finance_invoice_frozen BEFORE UPDATE OF {', '.join(FROZEN)} ON {INVOICE} "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER finance_invoice_printed BEFORE UPDATE OF document_id, purchase_order ON {INVOICE} WHEN {NOT_NOW} "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER finance_invoice_kept BEFORE DELETE ON {INVOICE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER finance_line_frozen BEFORE UPDATE ON {LINE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER finance_line_kept BEFORE DELETE ON {LINE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
]
TRIGGERS = {
    "finance_invoice_frozen": INVOICE,
    "finance_invoice_printed": INVOICE,
    "finance_invoice_kept": INVOICE,
    "finance_line_frozen": LINE,
    "finance_line_kept": LINE,
}
POSTGRESQL = [
    "CREATE FUNCTION finance_issued_is_final() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$",
    *[
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW{when} EXECUTE FUNCTION finance_issued_is_final()"
        for name, event, table, when in [
            ("finance_invoice_frozen", f"UPDATE OF {', '.join(FROZEN)}", INVOICE, ""),
            ("finance_invoice_printed", "UPDATE OF document_id, purchase_order", INVOICE, f" WHEN ({NOT_NOW})"),
            ("finance_invoice_kept", "DELETE", INVOICE, ""),
            ("finance_line_frozen", "UPDATE", LINE, ""),
            ("finance_line_kept", "DELETE", LINE, ""),
        ]
    ],
]


def arm(apps, schema_editor):
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement)


def disarm(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for name, table in TRIGGERS.items():
        schema_editor.execute(f"DROP TRIGGER {name}" + ("" if sqlite else f" ON {table}"))
    if not sqlite:
        schema_editor.execute("DROP FUNCTION finance_issued_is_final()")
