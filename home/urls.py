"""Public addresses that are no page of the tree, and stand outside the languages or name theirs themselves."""

from django.urls import path, register_converter

from home.views import languages
from home.views.ornament import ornament

app_name = "home"


class LanguageConverter:
    regex = "kk|ru|en"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(LanguageConverter, "language")

urlpatterns = [
    path("", languages.front_door, name="front_door"),
    path("ornament/<uuid:seed>.svg", ornament, name="ornament"),
    path("ornament/<uuid:seed>.svg", ornament, name="ornament"),
    path("<language:language>/translation/<int:page_id>/", languages.switch, name="switch_language"),
]
