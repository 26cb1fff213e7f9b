"""What this room put into the outbox."""

from icalendar import Calendar

from cadre.messages.models import Message


def mails(kind):
    """(reader, subject) of every message of a kind of this room, by reader."""
    found = Message.objects.filter(kind=f"scheduling.{kind}").order_by("to_name", "subject")
    return [(message.to_name, message.subject) for message in found]


def entries(message):
    """{UID: (SEQUENCE, DTSTART, STATUS)} of the calendar file of a message."""
    file = message.attachments.get(filename="dates.ics")
    assert file.content_type == "text/calendar; method=PUBLISH"
    found = Calendar.from_ical(bytes(file.content)).walk("VEVENT")
    return {str(e["UID"]): (e["SEQUENCE"], e["DTSTART"].dt.isoformat(), str(e["STATUS"])) for e in found}
