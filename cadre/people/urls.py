"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import URLPattern

office: list[URLPattern] = []
