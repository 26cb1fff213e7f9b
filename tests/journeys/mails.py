"""What the site has sent, as its reader gets it: links and papers included."""

import re
from io import BytesIO

from pypdf import PdfReader

from cadre.messages.models import Message
from cadre.messages.queries import File, as_sent


def mails_to(address: str, kind: str) -> list[Message]:
    return list(Message.objects.filter(to=address, kind=kind).order_by("created_at"))


def link_in(message: Message) -> str:
    """The first personal link of a mail."""
    return re.search(r"https?://\S*/go/[^\s)>\"]+", as_sent(message).text).group()


def files_to(address: str, kind: str) -> list[File]:
    return as_sent(mails_to(address, kind)[0]).files


def paper_to(address: str, kind: str) -> str:
    """The words of the PDF that came with the first mail of this kind."""
    return words_of(next(file.content for file in files_to(address, kind) if file.content.startswith(b"%PDF")))


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
