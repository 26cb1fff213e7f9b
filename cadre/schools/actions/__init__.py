"""What changes districts, their categories, and schools."""

from cadre.schools.actions.categories import (
    publish_categories,
    publish_upload,
    settle_district,
    upload_categories,
)
from cadre.schools.actions.places import add_school, publish_districts
from cadre.schools.actions.search import index_schools

__all__ = [
    "add_school",
    "index_schools",
    "publish_categories",
    "publish_districts",
    "publish_upload",
    "settle_district",
    "upload_categories",
]
