"""The guide for editors: whole in every language, and speaking of buttons as the admin names them."""

import polib
import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import trans_real
from PIL import Image

from config.catalogues import DOMAINS, catalogue_path
from home import roles
from home.guide import LANGUAGES, TOPICS
from tests.volunteers.staff import browser_of, make_member

EVERY = [(name, language) for name in TOPICS for language in LANGUAGES]
GROUPS = ("Editors", "Moderators", "Translators (Russian)", "Reviewers", "Administrators")


def text_of(name: str, language: str) -> BeautifulSoup:
    text = render_to_string(TOPICS[name].template(language), {"language": language})
    return BeautifulSoup(text, "html.parser")


def names_in_admin(language: str) -> set[str]:
    """All that the admin says in that language. The Kazakh catalogues know every message, the packages' too."""
    said = set()
    for domain in DOMAINS:
        catalogue = trans_real.DjangoTranslation(language, domain=domain)
        for entry in polib.pofile(str(catalogue_path("kk", domain))):
            if not entry.obsolete:
                said.add(
                    catalogue.pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else catalogue.gettext(entry.msgid)
                )
    approve = trans_real.DjangoTranslation(language).gettext("Approve")
    inserted = {"%(workflow_name)s": roles.WORKFLOW, "%(task_name)s": roles.WORKFLOW, "%(label)s": approve}
    for placeholder, value in inserted.items():
        said |= {name.replace(placeholder, value) for name in said}
    return {capfirst(name) for name in said}


NAMES = {language: names_in_admin(language) for language in LANGUAGES}


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_topic_is_written_in_every_language(name, language):
    words = text_of(name, language).get_text(" ").split()
    assert 60 <= len(words) <= 220
    assert TOPICS[name].words[language].title
    assert TOPICS[name].words[language].about


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_buttons_are_called_as_the_admin_calls_them(name, language):
    named = [" ".join(each.get_text().split()) for each in text_of(name, language).select("b.ui")]
    assert len(named) >= 3
    assert [each for each in named if each not in NAMES[language]] == []


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_pictures_exist_and_are_told_to_those_who_do_not_see_them(name, language):
    pictures = text_of(name, language).select("img")
    assert pictures
    for picture in pictures:
        path = finders.find(picture["src"].removeprefix("/static/"))
        with Image.open(path) as image:
            assert image.size == (int(picture["width"]), int(picture["height"]))
        assert f"/guide/{language}/" in picture["src"]
        assert len(picture["alt"]) > 40
        assert picture.parent["href"] == picture["src"]  # the whole of it, for small screens


def test_a_topic_has_as_many_steps_and_pictures_in_each_language():
    def shape(name, language):
        text = text_of(name, language)
        return [(each.name, each.get("start")) for each in text.select("ol, li, img")]

    different = [name for name, language in EVERY if shape(name, language) != shape(name, "kk")]
    assert different == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_is_in_the_language_of_her_admin(language):
    browser = browser_of(make_member("Editors", language=language))
    start = BeautifulSoup(browser.get(reverse("guide:start")).content, "html.parser")
    links = {link["href"]: link.get_text() for link in start.select(".guide__topics a")}
    assert links == {reverse("guide:topic", args=[name]): topic.words[language].title for name, topic in TOPICS.items()}
    for address, title in links.items():
        page = BeautifulSoup(browser.get(address).content, "html.parser")
        assert [heading.get_text().strip().endswith(f": {title}") for heading in page.select("main h1")] == [True]
        assert page.select_one("article h2").get_text() == title
        assert page.select_one(".guide__others [aria-current]").get_text() == title
        assert page.select_one("article")["lang"] == language


@pytest.mark.django_db
@pytest.mark.parametrize("group", GROUPS)
def test_whoever_works_in_the_admin_finds_the_guide(group):
    browser = browser_of(make_member(group))
    home = BeautifulSoup(browser.get("/admin/").content, "html.parser")
    assert home.select_one("main a[href='/admin/guide/']").get_text() == "Guide for editors"
    assert browser.get("/admin/guide/first-steps/").status_code == 200


@pytest.mark.django_db
def test_there_is_no_topic_of_another_name():
    assert browser_of(make_member("Editors")).get("/admin/guide/cooking/").status_code == 404


@pytest.mark.django_db
def test_the_menu_of_help_leads_to_this_guide_alone(rf):
    from wagtail.admin.menu import help_menu

    request = rf.get("/admin/")
    request.user = make_member("Editors")
    names = [item.name for item in help_menu.menu_items_for_request(request)]
    assert "guide" in names
    assert [name for name in names if name.startswith(("editor-guide", "whats-new"))] == []
