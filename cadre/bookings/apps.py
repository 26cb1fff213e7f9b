from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "cadre.bookings"

    def ready(self) -> None:
        from cadre.applications.holdings import BOOKED, keeper
        from cadre.bookings import holdings
        from cadre.bookings.queries import claims  # noqa: F401  declares what is kept for those who wait
        from cadre.partners import consequences

        consequences.provide("bookings", holdings.touched_by)
        keeper(BOOKED, held=holdings.booked_place, bar=holdings.why_booked_stays, move=holdings.move_booked)
