from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler as WagtailPageLinkHandler

from home.links import chosen, shown


class PageLinkHandler(WagtailPageLinkHandler):
    """Wagtail's, but a text with ten links asks one question and not twenty: each type's pages, each translation."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        pages = chosen({int(attrs["id"]) for attrs in attrs_list})
        return [_opening_tag(pages.get(int(attrs["id"]))) for attrs in attrs_list]


def _opening_tag(page: Page | None) -> str:
    url = shown(page).url if page else None
    return f'<a href="{escape(url)}">' if url else "<a>"
