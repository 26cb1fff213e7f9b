from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "cadre.demo"

    def ready(self) -> None:
        from cadre.demo.moving import present_offset
        from cadre.lib import clock

        clock.follow(present_offset)
