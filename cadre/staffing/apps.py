from django.apps import AppConfig


class StaffingConfig(AppConfig):
    name = "cadre.staffing"

    def ready(self) -> None:
        from cadre.facilitators import standing_in
        from cadre.scheduling import from_above
        from cadre.staffing import calendars  # noqa: F401  declares what stands in calendar feeds
        from cadre.staffing.queries import booked, loads  # noqa: F401  declare what people have, and this season
        from cadre.staffing.queries.covers import somebody_missing
        from cadre.staffing.queries.standing_in import groups_stood_in_at

        standing_in.provide(groups_stood_in_at)
        from_above.provide("somebody missing", lambda _today: somebody_missing())
