"""Every tag and filter of the ui room, available in all templates without a load line."""

from django import template

from cadre.ui.tags import charts, choices, filters, frame, groups, lists, parts, small

register = template.Library()
for library in (charts, choices, filters, frame, groups, lists, parts, small):
    register.tags |= library.register.tags
    register.filters |= library.register.filters
