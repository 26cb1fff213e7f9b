"""Hostile addresses: whatever stands in a path or a query, no page breaks."""

from collections.abc import Iterator
from itertools import batched
