"""Pages that gather several rooms: the front page, each audience's home, sign-in."""

from django.urls import URLPattern

public: list[URLPattern] = []
candidate: list[URLPattern] = []
facilitator: list[URLPattern] = []
partner: list[URLPattern] = []
office: list[URLPattern] = []
