from django.urls import path

from home.views import search

app_name = "search"

urlpatterns = [
    path("", search.results, name="results"),
    path("suggestions/", search.suggestions, name="suggestions"),
]
