"""What this room tells the rooms below, which cannot ask: seats that are held, who agreed, and who said no."""

from cadre.bookings import elsewhere
from cadre.consent.actions.carrying_out import carried_out
from cadre.consent.queries import holds
from cadre.consent.queries.steps import step_of
from cadre.formation import consents
from cadre.groups import claims, refused

claims.provide(holds.held_for_others)
refused.provide(holds.declined_distance)
elsewhere.provide(holds.held_of)
consents.provide("consent", holds.given, carried_out, step_of)
