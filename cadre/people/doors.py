"""A way in without an account: whoever followed a mailed link is let into one thing's pages by a signed cookie."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse


@dataclass(frozen=True)
class Door:
    """The door to the pages of one kind of thing, found by its reference.

    `cookie` names the cookie, `kind` is what its signature is bound to beside the reference, `page` is the URL name
    below which the browser sends it back, and `days` is how long it stays open.
    """

    cookie: str
    kind: str
    page: str
    days: int

    def is_open(self, request: HttpRequest, ref: str) -> bool:
        """Whether this browser was let in to `ref` in the last `days` days."""
        return request.get_signed_cookie(self.cookie, default="", salt=self._salt(ref), max_age=self._seconds) == ref

    def let_in(self, answer: HttpResponseBase, ref: str) -> HttpResponseBase:
        """The answer, which lets this browser in to `ref` and to nothing else."""
        answer.set_signed_cookie(
            self.cookie,
            ref,
            salt=self._salt(ref),
            max_age=self._seconds,
            path=reverse(self.page, args=[ref]),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return answer

    @property
    def _seconds(self) -> int:
        return self.days * 86_400

    def _salt(self, ref: str) -> str:
        return f"{self.kind}.{ref}"
