"""This room's pages, one list per audience. `portals` mounts them."""

from django.urls import path

from cadre.schools.views import public as publics
from cadre.schools.views.office import categories, districts, register
from cadre.schools.views.office import schools as offices

public = [path("schools/", publics.search, name="search")]

office = [
    path("categories/", categories.lists, name="categories"),
    path("categories/new/", categories.upload, name="upload"),
    path("categories/new/<int:pk>/", categories.preview, name="preview"),
    path("categories/new/<int:pk>/removal/", categories.upload_removal, name="upload_removal"),
    path("categories/<int:pk>/", categories.category_list, name="category_list"),
    path("categories/<int:pk>/withdrawal/", categories.withdrawal, name="withdrawal"),
    path("districts/<str:code>/", districts.district, name="district"),
    path("districts/<str:code>/settlement/", districts.settlement, name="settlement"),
    path("schools/", offices.school_list, name="list"),
    path("schools/register/", register.loads, name="register"),
    path("schools/register/<int:pk>/", register.load, name="load"),
    path("schools/register/<int:pk>/application/", register.application, name="application"),
    path("schools/register/<int:pk>/removal/", register.removal, name="removal"),
    path("schools/register/<int:pk>/<str:kind>/", register.load, name="load_rows"),
    path("schools/<str:urn>/", offices.school, name="school"),
]
