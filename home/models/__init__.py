from .media import CreditedDocument, CreditedImage, CreditedRendition
from .organisation import Organisation
from .pages import BasePage, HomePage, NewsIndexPage, NewsPage, StandardPage

__all__ = [
    "BasePage",
    "CreditedDocument",
    "CreditedImage",
    "CreditedRendition",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "Organisation",
    "StandardPage",
]
