"""What is owed: hosting and facilitation per event, course invoices without gaps, statements.

Money is whole pence, rates are dated rows, and a document keeps what it was worked out from.
"""
