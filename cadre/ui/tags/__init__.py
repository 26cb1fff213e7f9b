"""The template tags, by what they draw. `cadre.ui.templatetags.cadre` gathers them for every template."""
