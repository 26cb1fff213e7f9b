"""Zips that people send: what reading a damaged one may raise, which is more than its library says."""

import lzma
import struct
import zlib
from zipfile import BadZipFile

DAMAGED = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)
"""No zip, one cut short, a method or password unknown here, a name that is not text, parts that do not unpack."""
