"""Who asks: the person of the session, and whether both steps of signing in were taken."""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cadre.people import second_step
from cadre.people.models import User


class Authentication(AuthenticationMiddleware):
    """Django's own; of a person it also says whether they are half in. Costs nothing until somebody asks."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        found = request.user

        def person() -> User | AnonymousUser:
            if isinstance(found, User):
                found.is_half_in = not second_step.is_taken(request)
            return found

        request.user = SimpleLazyObject(person)  # type: ignore[assignment]
