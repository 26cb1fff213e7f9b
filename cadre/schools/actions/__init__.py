"""What changes districts, their categories, and schools."""

from cadre.schools.actions.applying import apply_load, begin_to_apply
from cadre.schools.actions.categories import (
    publish_categories,
    publish_upload,
    settle_district,
    upload_categories,
)
from cadre.schools.actions.loads import newest_day, receive_load, refuse_load, throw_away
from cadre.schools.actions.places import add_school, publish_districts
from cadre.schools.actions.search import index_schools
from cadre.schools.actions.staging import read_on
from cadre.schools.actions.withdrawing import throw_upload_away, withdraw_list

__all__ = [
    "add_school",
    "apply_load",
    "begin_to_apply",
    "index_schools",
    "newest_day",
    "publish_categories",
    "publish_districts",
    "publish_upload",
    "read_on",
    "receive_load",
    "refuse_load",
    "settle_district",
    "throw_away",
    "throw_upload_away",
    "upload_categories",
    "withdraw_list",
]
