"""The news as a feed: what RFC 4287 demands of one, in every language, and what a program saves by asking well."""

import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.home import factories as pages

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "/kk/feeds/news.xml"


@pytest.fixture
def index():
    return pages.make_news_index(pages.make_home())


def feed(client, url=URL):
    return ElementTree.fromstring(client.get(url).content)  # noqa: S314 - our own


def texts(element, name):
    return [found.text for found in element.findall(f"{ATOM}{name}")]


def links(element):
    return {link.get("rel", "alternate"): link.get("href") for link in element.findall(f"{ATOM}link")}


def assert_valid(root):
    """RFC 4287, 4.1: what a feed and its entries must have, once, and no address that is only half of one."""
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") in ("kk", "ru", "en")
    assert [name for name in texts(root.find(f"{ATOM}author"), "name") if name]
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len([text for text in texts(element, name) if text]) == 1, name
        assert links(element)["alternate"]
        for address in (*texts(element, "id"), *links(element).values()):
            assert urlsplit(address).scheme in ("http", "https", "tag"), address
        for moment in (*texts(element, "updated"), *texts(element, "published")):
            assert datetime.datetime.fromisoformat(moment).utcoffset() is not None
    assert len({texts(entry, "id")[0] for entry in entries}) == len(entries)
    assert "self" in links(root)


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_each_language_has_a_feed_of_its_own(client, index, code):
    pages.make_organisation()
    pages.translated(index.get_parent().specific, "ru", "en")
    pages.translated(index, "ru", "en")
    item = pages.make_news(index, title="Ашылу", summary="Кеше & бүгін", published_on=datetime.date(2026, 11, 24))
    pages.translated(item, "ru", "en")
    version = item.get_translations(inclusive=True).get(locale=pages.locale(code))

    root = feed(client, f"/{code}/feeds/news.xml")

    assert_valid(root)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == code
    assert links(root)["self"] == f"http://localhost:8000/{code}/feeds/news.xml"
    [entry] = root.findall(f"{ATOM}entry")
    assert texts(entry, "title") == [version.title]
    assert links(entry)["alternate"] == f"http://localhost:8000{version.url}"
    assert texts(entry, "id") == [f"tag:localhost,2026:{item.translation_key}.{code}"]
    assert texts(entry, "published") == ["2026-11-24T00:00:00+05:00"]
    assert texts(entry, "updated") == [version.last_published_at.isoformat()]


def test_an_entry_keeps_its_name_when_title_and_address_change(client, index):
    item = pages.make_news(index)
    before = feed(client).find(f"{ATOM}entry")
    item.title, item.slug = "Басқа", "basqa"

    pages.publish(item)

    after = feed(client).find(f"{ATOM}entry")
    assert texts(after, "id") == texts(before, "id")
    assert links(after) != links(before)
    assert texts(after, "updated") > texts(before, "updated")


def test_words_are_words_and_no_markup(client, index):
    pages.make_news(index, title="A < B & C", summary="<b>Қалың</b> &amp;\x0b жұқа")

    entry = feed(client).find(f"{ATOM}entry")

    assert texts(entry, "title") == ["A < B & C"]
    assert entry.find(f"{ATOM}summary").get("type") == "html"
    assert texts(entry, "summary") == ["&lt;b&gt;Қалың&lt;/b&gt; &amp;amp; жұқа"]


def test_a_feed_has_the_newest_thirty_at_the_same_cost(client, index):
    def add(count):
        for _number in range(count):
            index.refresh_from_db()
            index.add_child(instance=pages.news(locale=index.locale))

    def cost():
        client.get(URL)
        with CaptureQueriesContext(connection) as queries:
            root = feed(client)
        return len(queries), len(root.findall(f"{ATOM}entry"))

    add(3)
    few, shown = cost()
    add(30)
    many, shown_of_many = cost()

    assert (few, shown, shown_of_many) == (many, 3, 30)
    assert few <= 6


def test_drafts_and_private_news_stay_out(client, index):
    pages.make_news(index).unpublish()
    private = pages.make_news(index)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    root = feed(client)

    assert_valid(root)
    assert root.findall(f"{ATOM}entry") == []


def test_whoever_has_it_gets_it_no_second_time(client, index):
    item = pages.make_news(index)
    first = client.get(URL)
    again = client.get(URL, headers={"If-None-Match": first["ETag"]})
    item.unpublish()
    changed = client.get(URL, headers={"If-None-Match": first["ETag"]})

    assert (first["Content-Type"], first["Cache-Control"]) == (
        "application/atom+xml; charset=utf-8",
        "public, max-age=900",
    )
    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    # It would stand still, or go back, when an entry is withdrawn.
    assert "Last-Modified" not in first


def test_an_empty_feed_is_the_same_twice(client, index):
    assert client.get(URL).content == client.get(URL).content


def test_a_feed_only_answers_to_reading(client, index):
    assert client.post(URL).status_code == 405
    assert client.get("/de/feeds/news.xml").status_code == 404
