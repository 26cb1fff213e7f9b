"""How allauth signs people in here: by a code sent through our own outbox, and never by signing oneself up; and where
its secrets are kept: sealed."""

from base64 import b32encode
from secrets import token_bytes
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cadre.lib import clock
from cadre.messages.actions import post
from cadre.messages.sealing import SealBroken, seal, unseal
from cadre.people import emails, proving
from cadre.people.models import User


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": "This is not the code of the newest mail. Look there, and write it again.",
        "too_many_login_attempts": "That was tried too often. Wait a minute, then ask for a new code.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from applications and from the office; nobody makes their own."""
        return False

    def post_login(self, request: HttpRequest, user: User, **facts: Any) -> HttpResponse:
        """A sign-in is a proof of who somebody is, for as long as it is young."""
        proving.remember(request, user, now=clock.now())
        return super().post_login(request, user, **facts)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The two mails sign-in needs; the page says the same whether there is an account or not."""
        now = clock.now()
        if "code" in context:
            post(emails.sign_in_code(email, context["code"], now=now), now=now)
        else:
            post(emails.no_account(email, f"{settings.SITE_URL}/", now=now), now=now)


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This is not the code your app shows now. Wait for the next one, and type that.",
    }

    def encrypt(self, text: str) -> str:
        return seal({"secret": text})

    def decrypt(self, encrypted_text: str) -> str:
        """What nobody can guess where it was sealed with a key this site no longer has: no code fits then."""
        try:
            return unseal(encrypted_text)["secret"]
        except SealBroken:
            return b32encode(token_bytes(20)).decode()
