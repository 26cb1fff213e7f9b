"""What changes districts, their categories, and schools."""

from cadre.schools.actions.categories import publish_categories
from cadre.schools.actions.places import add_school, publish_districts

__all__ = ["add_school", "publish_categories", "publish_districts"]
