"""QR codes, drawn."""

from django.utils.safestring import SafeString


def qr(address: str, title: str) -> SafeString:
    """An inline SVG that survives print and a crumpled corner (error correction M), black on white."""
    import segno

    made = segno.make(address, error="m", micro=False)
    return SafeString(
        made.svg_inline(
            scale=1, border=4, light="#fff", title=title, omitsize=True, svgclass="cd-qr__svg", lineclass=None
        )
    )
