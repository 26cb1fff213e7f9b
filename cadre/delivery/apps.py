from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "cadre.delivery"

    def ready(self) -> None:
        from cadre.delivery.queries import held, register_due
        from cadre.scheduling import from_above

        from_above.provide("register due", register_due)
        from_above.provide("held", lambda _today: held())
