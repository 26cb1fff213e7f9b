"""How allauth signs people in here: by a code sent through our own outbox, and never by signing oneself up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from applications and from the office; nobody makes their own."""
        return False
