from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "cadre.groups"

    def ready(self) -> None:
        from cadre.applications.holdings import PLACE, keeper
        from cadre.groups import (
            access,  # noqa: F401  declares how this room's roles are found
            holdings,
        )
        from cadre.partners import consequences

        consequences.provide("groups", holdings.touched_by)
        keeper(PLACE, held=holdings.place_held, bar=holdings.why_place_stays, move=holdings.move_place)
