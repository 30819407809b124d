"""Who has a page's former address finds the page: in each language, below it, and when pages are kept."""

import pytest
from django.test import TestCase
from wagtail.contrib.redirects.models import Redirect

from tests.home import factories as pages
from tests.page_cache import committed, keep, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return pages.make_home()


@pytest.fixture
def about(home):
    return pages.make_page(home, slug="about")


def rename(page, slug):
    page = pages.fresh(page)
    page.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        return pages.publish(page)


def led(client, url):
    response = client.get(url)
    return response.status_code, response.headers.get("Location")


def test_renamed_page_is_found_at_its_old_address(client, about):
    rename(about, "us")

    assert led(client, "/kk/about/") == (301, "/kk/us/")
    assert led(client, "/kk/about/?utm_source=mail") == (301, "/kk/us/")
    assert led(client, "/kk/us/") == (200, None)


def test_translation_with_a_new_slug_is_found_at_its_old_address(client, home, about):
    pages.translated(home, "ru", "en")
    russian = pages.translated(about, "ru", "en")
    assert russian.url == "/ru/about-ru/"

    rename(russian, "o-nas")

    assert led(client, "/ru/about-ru/") == (301, "/ru/o-nas/")
    assert (led(client, "/kk/about/"), led(client, "/en/about-en/")) == ((200, None), (200, None))


def test_slug_that_a_translator_changes_leaves_a_redirect(client, home, about):
    pages.translated(home, "ru")
    russian = pages.translated(about, "ru")
    about.slug = "us"
    pages.publish(about)
    source = russian.get_translations().get().specific
    pages.TranslationSource.objects.get_for_instance(source).update_from_db()
    pages.translate_words(source, "ru")

    pages.publish_translation(source, "ru")

    assert led(client, "/ru/about-ru/") == (301, "/ru/us-ru/")


def test_moved_page_and_what_lies_below_it_are_found(client, home, about):
    below = pages.make_page(about, slug="team")
    other = pages.make_page(home, slug="other")
    with TestCase.captureOnCommitCallbacks(execute=True):
        pages.fresh(about).move(pages.fresh(other), pos="last-child")

    assert led(client, "/kk/about/") == (301, "/kk/other/about/")
    assert led(client, "/kk/about/team/") == (301, "/kk/other/about/team/")
    assert pages.fresh(below).url == "/kk/other/about/team/"


def test_page_that_moved_twice_is_one_step_away_from_each_address(client, about):
    rename(rename(about, "us"), "we")

    assert [led(client, url) for url in ("/kk/about/", "/kk/us/")] == [(301, "/kk/we/")] * 2


def test_page_that_moved_back_is_not_sent_to_and_fro(client, about):
    rename(rename(about, "us"), "about")

    assert led(client, "/kk/about/") == (200, None)
    assert led(client, "/kk/us/") == (301, "/kk/about/")
    # Browsers would keep it for ever.
    assert client.get("/kk/us/")["Cache-Control"] == "public, max-age=3600"


def test_kept_page_makes_way_for_its_redirect(about, settings):
    settings.PAGE_CACHE_SECONDS = 300
    keep("/kk/about/")

    with committed():
        rename(about, "us")

    for _visit in range(2):
        response = visit("/kk/about/")
        assert (response.status_code, response["Location"]) == (301, "/kk/us/")
    keep("/kk/us/")


def test_new_page_at_an_old_address_goes_before_the_redirect(client, home, about):
    rename(about, "us")
    pages.make_page(home, slug="about", title="Жаңа")

    assert led(client, "/kk/about/") == (200, None)


def test_editor_may_lead_elsewhere_by_hand(client, home, about):
    Redirect.objects.create(old_path="/kk/old", redirect_page=about, is_permanent=False)

    assert led(client, "/kk/old/") == (302, "/kk/about/")
    assert client.get("/kk/nothing/").headers.get("Cache-Control") is None
