from urllib.parse import urljoin

from django.conf import settings


def absolute(path: str) -> str:
    """By the site's own address: the same for everybody, whichever way the site was asked.

    Not Wagtail's `full_url`: that goes by its record of the site, "localhost" until somebody thinks of editing it.
    """
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)
