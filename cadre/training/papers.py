"""The paper register of a part: names and schools, and empty rows for whoever joins on the day."""

from cadre.delivery.papers import BLANK_ROWS, letterhead
from cadre.documents.rendering import render
from cadre.documents.shapes import Register
from cadre.training.models import Part
from cadre.training.queries.people import helpers_of
from cadre.training.queries.sheets import rows_of


def paper_register_data(part: Part) -> Register:
    """What the sheet of a part prints, in the order of the screen."""
    session = part.session
    return {
        "provider": letterhead(),
        "date": part.on.isoformat(),
        "event": part.title,
        "qualification": session.title,
        "group": session.ref,
        "partner": session.host.name,
        "start": f"{part.starts:%H:%M}",
        "end": f"{part.ends:%H:%M}",
        "venue": session.venue,
        "facilitators": [one.facilitator.user.name for one in helpers_of(session)],
        "people": [{"name": row.name, "school": row.school} for row in rows_of(part)],
        "blank_rows": BLANK_ROWS,
    }


def paper_register_of(part: Part) -> bytes:
    """The register as an accessible PDF."""
    return render("register", dict(paper_register_data(part)))
