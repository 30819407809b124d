from .media import CreditedDocument, CreditedImage, CreditedRendition
from .news import NewsIndexPage, NewsPage
from .organisation import Organisation
from .pages import BasePage, HomePage, StandardPage
from .search import SearchEntry, SearchWord, Synonyms
from .translations import TextArrival

__all__ = [
    "BasePage",
    "CreditedDocument",
    "CreditedImage",
    "CreditedRendition",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "Organisation",
    "SearchEntry",
    "SearchWord",
    "StandardPage",
    "Synonyms",
    "TextArrival",
]
