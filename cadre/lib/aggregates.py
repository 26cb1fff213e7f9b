"""Aggregates that both databases have under different names."""

from typing import Any

from django.db.models import Aggregate, JSONField


class ObjectOf(Aggregate):
    """`ObjectOf("item", "note")`: a dict of one column by another, of the rows of a group."""

    arity = 2
    function = "JSONB_OBJECT_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, function="JSON_GROUP_OBJECT", **context)
