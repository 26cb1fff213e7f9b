from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "cadre.bookings"

    def ready(self) -> None:
        from cadre.bookings.queries import claims  # noqa: F401  declares what is kept for those who wait
