"""Public addresses that are no page of the tree, and stand outside the languages or name theirs themselves."""

from django.urls import path, register_converter
from django.views.decorators.http import conditional_page, require_safe

from home.feeds import NewsFeed
from home.views import crawlers, languages, styleguide, vision
from home.views.ornament import ornament
from home.views.share_picture import share_picture

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
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("ornament/<uuid:seed>.svg", ornament, name="ornament"),
    path("share/<int:page_id>-<str:name>", share_picture, name="share_picture"),
    path("<language:language>/feeds/news.xml", require_safe(conditional_page(NewsFeed())), name="news_feed"),
    path("styleguide/", styleguide.index, name="styleguide"),
    path("styleguide/<slug:name>/<language:language>/", styleguide.frame, name="styleguide_frame"),
    path("<language:language>/vision/", vision.switch, name="vision"),
    path("<language:language>/translation/<int:page_id>/", languages.switch, name="switch_language"),
]
