import io
import unicodedata

import pytest
from pypdf import PdfReader


@pytest.fixture
def text_of():
    """The words of a PDF, as a reader would copy them: one space between words, invisible breaks left out."""

    def words(pdf: bytes) -> str:
        pages = PdfReader(io.BytesIO(pdf)).pages
        text = unicodedata.normalize("NFC", "\n".join(page.extract_text() for page in pages))
        return " ".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())

    return words
