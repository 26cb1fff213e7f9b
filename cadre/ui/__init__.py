"""What every page is made of: layouts, form templates, components and charts.

Rooms write pages from these and add no markup of their own where a component exists. `/ui/` shows them all.
Knows no business area. The look is described by the tokens in `assets/css/tokens.css`.
"""
