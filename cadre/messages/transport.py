"""Handing one message over: to the SMTP server of SMTP_URL, or to nobody, in which case it is only kept."""

import smtplib
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.template.loader import render_to_string

from cadre.messages.queries import AsSent

CONNECT_SECONDS = 5
ANSWER_SECONDS = 15
REST_SECONDS = 30


class NotTaken(Exception):
    """The message surely was not handed over, and may be later: no server, or it said “not now” (4xx)."""


class Refused(Exception):
    """The server refused the message for good (5xx)."""


class Unclear(Exception):
    """The connection broke while the message was being handed over. It may have gone."""


@dataclass(frozen=True)
class Server:
    """`smtp://user:password@host:port`, `smtps://` for TLS from the start, `?starttls=1` for TLS on the way."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    starttls: bool

    @classmethod
    def of(cls, url: str) -> "Server":
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("SMTP_URL looks like smtp://user:password@mail.example.org:587.")
        tls = parts.scheme == "smtps"
        port = parts.port or (465 if tls else 25)
        starttls = not tls and (port == 587 or parse_qs(parts.query).get("starttls", ["0"])[0] == "1")
        return cls(parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), tls, starttls)


def channel() -> str:
    """`smtp` when there is a server, else `caught`: the message is kept and shown, and leaves nobody's machine."""
    return "smtp" if settings.SMTP_URL else "caught"


def hand_over(mail: AsSent) -> Sequence[str]:
    """Send. Answers with the copied addresses that the server did not take. Raises NotTaken, Refused or Unclear."""
    if channel() == "caught":
        return []
    message = built(mail)
    sender = parseaddr(mail.sender)[1]
    content = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
    line = _opened(Server.of(settings.SMTP_URL))
    try:
        refused = line.sendmail(sender, message.recipients(), content)
    except smtplib.SMTPRecipientsRefused as error:
        raise _by_code(*error.recipients.get(mail.to, next(iter(error.recipients.values())))) from error
    except smtplib.SMTPResponseException as error:
        raise _by_code(error.smtp_code, error.smtp_error) from error
    except (smtplib.SMTPException, OSError) as error:
        raise Unclear(str(error) or type(error).__name__) from error
    finally:
        _hang_up(line)
    if mail.to in refused:
        raise _by_code(*refused[mail.to])
    return list(refused)


def built(mail: AsSent) -> EmailMultiAlternatives:
    """The message with its text, its HTML in our own frame, and its files."""
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=mail.sender,
        to=[formataddr((mail.to_name, mail.to))],
        cc=mail.cc,
        headers=mail.headers,
    )
    framed = render_to_string("messages/mail.html", {"mail": mail, "provider": settings.PROVIDER})
    message.attach_alternative(framed, "text/html")
    for file in mail.files:
        message.attach(file.filename, file.content, file.content_type)
    return message


class _Breaker:
    """After a server could not be reached, nobody waits for it again for a while."""

    closed_until = 0.0


def _opened(server: Server) -> smtplib.SMTP:
    if time.monotonic() < _Breaker.closed_until:
        raise NotTaken("The mail server could not be reached a moment ago.")
    backend = EmailBackend(
        host=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_ssl=server.tls,
        use_tls=server.starttls,
        timeout=CONNECT_SECONDS,
    )
    try:
        backend.open()
    except (smtplib.SMTPException, OSError) as error:
        _Breaker.closed_until = time.monotonic() + REST_SECONDS
        raise NotTaken(f"The mail server could not be reached: {error}") from error
    line = backend.connection
    if line is None or line.sock is None:
        raise NotTaken("The mail server hung up.")
    line.sock.settimeout(ANSWER_SECONDS)
    return line


def _hang_up(line: smtplib.SMTP) -> None:
    """What became of the message is known by now, so trouble in saying goodbye changes nothing."""
    with suppress(smtplib.SMTPException, OSError):
        line.quit()


def _by_code(code: int, words: bytes | str) -> NotTaken | Refused:
    said = f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
    return (
        NotTaken(f"The mail server said “{said}”.") if 400 <= code < 500 else Refused(f"The mail server said “{said}”.")
    )
