"""Every public page of the demo, as HTML: valid, in one order, with names that can be told apart."""

import re
from collections import Counter
from itertools import pairwise

import html5lib
import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from html5lib.html5parser import ParseError
from wagtail.models import Page

from demo.content import LANGUAGES
from events.models import EventIndexPage
from home.views import errors
from volunteers.models import Opportunity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.xdist_group("demo")]

INTERACTIVE = ["a", "button", "input", "select", "textarea", "label", "summary", "iframe"]
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
MISPLACED = (
    "address :is(h1, h2, h3, h4, header, footer, section)",
    "ul > :not(li)",
    "ol > :not(li)",
    "dl > :not(dt, dd, div)",
    "form form",
    "[action=''], [href=''], [src='']",
)
REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?([+-]\d\d:?\d\d|Z)?)?")


def documents_in(language: str) -> dict[str, str]:
    """The HTML of every public address in `language`, of what comes of an empty form, and of a site that is broken."""
    client = Client()
    paths = [
        page.get_url_parts()[2] for page in Page.objects.live().filter(depth__gt=1, locale__language_code=language)
    ]
    listing = EventIndexPage.objects.get(locale__language_code=language, live=True).get_url_parts()[2]
    with translation.override(language):
        codes = Opportunity.objects.values_list("code", flat=True)
        forms = [reverse("volunteers:apply", args=[code]) for code in codes]
        request = client.get(f"/{language}/").wsgi_request
        broken = errors.server_error(request).content.decode()
    paths += [*forms, f"{listing}?when=past", f"{listing}?when=past&scale=international", f"/{language}/nowhere/"]
    found = {path: client.get(path).content.decode() for path in paths}
    return {**found, "sent empty": client.post(forms[0]).content.decode(), "broken": broken}


@pytest.fixture(scope="module", params=LANGUAGES)
def documents(request, demo, django_db_blocker):
    with django_db_blocker.unblock():
        return documents_in(request.param)


@pytest.fixture(scope="module")
def soups(documents):
    return {path: BeautifulSoup(html, "html.parser") for path, html in documents.items()}


def brief(found: Tag) -> str:
    return str(found)[:100]


def test_a_strict_parser_finds_nothing(documents):
    wrong = {}
    for path, html in documents.items():
        try:
            html5lib.HTMLParser(strict=True).parse(html)
        except ParseError as error:
            wrong[path] = str(error)

    assert len(documents) > 30
    assert wrong == {}


@pytest.mark.parametrize("html", ["<p><div></div></p>", '<a id="a" id="b"></a>', "<ul></li></ul>", "<a><a></a></a>"])
def test_a_strict_parser_finds_what_is_wrong(html):
    with pytest.raises(ParseError):
        html5lib.HTMLParser(strict=True).parse(f"<!doctype html><title>It</title>{html}")


def test_elements_stand_where_they_may(soups):
    wrong = []
    for path, soup in soups.items():
        misplaced = [item for selector in MISPLACED for item in soup.select(selector)]
        misplaced += [item for item in soup.find_all("li") if item.parent.name not in ("ul", "ol")]
        for outer in soup.find_all(["a", "button"]):
            misplaced += outer.find_all(INTERACTIVE)
        misplaced += [item for item in soup.find_all("time") if not MOMENT.fullmatch(item.get("datetime", ""))]
        wrong += [(path, brief(item)) for item in misplaced]

    assert wrong == []


def test_what_is_referred_to_is_there_once(soups):
    wrong = []
    for path, soup in soups.items():
        ids = Counter(item["id"] for item in soup.select("[id]"))
        referred = {link["href"][1:] for link in soup.select('a[href^="#"]')}
        for attribute in REFERRING:
            referred |= {name for item in soup.select(f"[{attribute}]") for name in item[attribute].split()}
        wrong += [(path, name) for name, times in ids.items() if times > 1]
        wrong += [(path, name) for name in referred - ids.keys()]

    assert wrong == []


def test_headings_are_an_outline(soups):
    wrong = []
    for path, soup in soups.items():
        headings = soup.find_all(HEADINGS)
        levels = [int(heading.name[1]) for heading in headings]
        skips = any(below > above + 1 for above, below in pairwise(levels))
        if levels.count(1) != 1 or levels[0] != 1 or skips or not all(heading.text.strip() for heading in headings):
            wrong.append((path, levels))

    assert wrong == []


def name_of(item: Tag, soup: BeautifulSoup) -> str:
    if "aria-labelledby" in item.attrs:
        return " ".join(soup.find(id=name).text.strip() for name in item["aria-labelledby"].split())
    return item.get("aria-label", "")


def test_landmarks_have_names_of_their_own(soups):
    wrong = []
    for path, soup in soups.items():
        assert len(soup.find_all("main")) == 1, path
        landmarks = [(item.name, name_of(item, soup)) for item in soup.find_all(["nav", "aside", "section", "form"])]
        # A section or a form without a name is no landmark.
        landmarks = [(kind, name) for kind, name in landmarks if name or kind in ("nav", "aside")]
        wrong += [(path, landmark) for landmark, times in Counter(landmarks).items() if times > 1]
        several = {kind for kind, times in Counter(kind for kind, _name in landmarks).items() if times > 1}
        wrong += [(path, kind) for kind, name in landmarks if kind in several and not name]

    assert wrong == []


def test_controls_and_pictures_have_names(soups):
    wrong = []
    for path, soup in soups.items():
        labelled = {label["for"] for label in soup.select("label[for]")}
        nameless = soup.select("img:not([alt]), img:not([width])")
        nameless += [
            control
            for control in soup.select("input:not([type=hidden]), select, textarea")
            if control.get("id") not in labelled and not control.get("aria-label")
        ]
        nameless += [
            link for link in soup.find_all(["a", "button"]) if not link.text.strip() and not link.find(alt=True)
        ]
        wrong += [(path, brief(item)) for item in nameless]

    assert wrong == []


def test_parts_in_another_language_say_so(soups):
    for path, soup in soups.items():
        switch = soup.select("nav.languages a")
        assert [link["lang"] for link in switch] == ([] if path == "broken" else list(LANGUAGES)), path
        assert [link["lang"] for link in switch if "aria-current" in link.attrs] == [soup.html["lang"]] * bool(switch)
        for shown in soup.select(".ledger dd span[lang]"):
            assert (shown["lang"], shown.text) in settings.LANGUAGES, path
