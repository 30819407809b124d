"""What a person is shown a way to, she may open: in the menu, on her home, and in the lists that these lead to."""

import json
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.roles.matrix import ROLES

pytestmark = pytest.mark.django_db

HOME, BULK = "/admin/", "/admin/bulk/"
# They tell of others' work too, and link what they name without asking.
WAGTAILS_REPORTS = {f"/admin/reports/{name}/" for name in ("site-history", "workflow", "workflow_tasks")}
WORKERS = [letter for letter in ROLES if letter not in "?0"]


def page(client, url: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(url, follow=True).content, "html.parser")


def menu(client) -> set[str]:
    props = json.loads(page(client, HOME).find(id="wagtail-sidebar-props").string)
    return {url for url in _urls(props) if url != reverse("wagtailadmin_logout")}


def _urls(of_menu) -> set[str]:
    """In what the sidebar's script is given, however deep."""
    if isinstance(of_menu, str):
        return set()
    parts = of_menu.values() if isinstance(of_menu, dict) else of_menu if isinstance(of_menu, list) else []
    found = {of_menu["url"]} if isinstance(of_menu, dict) and str(of_menu.get("url", "")).startswith(HOME) else set()
    return found.union(*(_urls(part) for part in parts))


def links(client, url: str) -> set[str]:
    """In what a page is about. Left out: what turns its leaves, sorts or filters it, or awaits chosen rows."""
    found = {each["href"] for each in page(client, url).select(f"main a[href^='{HOME}']:not([href^='{BULK}'])")}
    return {each for each in found if urlsplit(each).path not in {HOME, urlsplit(url).path}}


def refused(client, urls: set[str]) -> list[str]:
    return sorted(url for url in urls if not opens(client, url))


def opens(client, url: str) -> bool:
    response = client.get(url, follow=True)
    if response.streaming:
        response.getvalue()  # else its file stays open
    return response.status_code == 200 and response.request["PATH_INFO"] != HOME


@pytest.mark.parametrize("letter", WORKERS)
def test_the_menu_and_the_home_lead_nowhere_that_refuses(browser, letter):
    client = browser(letter)
    shown = menu(client)

    assert reverse("guide:start") in shown
    assert refused(client, (shown | links(client, HOME)) - {HOME}) == []


@pytest.mark.parametrize("letter", WORKERS)
def test_lists_lead_nowhere_that_refuses(house, browser, letter):
    client = browser(letter)
    trees = {reverse("wagtailadmin_explore", args=[index.pk]) for index in house.indexes.values()}
    shown = set().union(*(links(client, url) for url in (menu(client) | trees) - WAGTAILS_REPORTS))

    assert len(shown) > 10
    assert refused(client, shown) == []
