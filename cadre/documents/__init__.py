"""Documents: accessible PDFs from Typst templates, and the documents we keep.

A caller hands over a template's name and plain data, and gets a PDF/UA-1 file.
A stored document keeps its bytes and the exact data it was drawn from, and never changes.
"""
