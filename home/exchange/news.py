from home.exchange.columns import DayColumn, ParagraphsColumn, TextColumn
from home.exchange.kinds import Kind, register
from home.exchange.library import CoverColumn
from home.models import NewsIndexPage, NewsPage


def kind_of_news() -> Kind:
    return Kind(
        name="news",
        model=NewsPage,
        index_model=NewsIndexPage,
        of_page=(
            TextColumn("title"),
            TextColumn("summary"),
            CoverColumn(),
            DayColumn("published_on"),
            ParagraphsColumn("body"),
        ),
        told_apart_by="published_on",
    )


def register_all() -> None:
    register(kind_of_news)
