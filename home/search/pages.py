"""What `home` lets readers find."""

from django.utils.translation import gettext_lazy as _

from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from home.search.kinds import Kind, register

NEWS = Kind("news", _("News"))
PAGES = Kind("pages", _("Pages"))


def register_all() -> None:
    register(NEWS, NewsPage)
    register(PAGES, HomePage, StandardPage, NewsIndexPage)
