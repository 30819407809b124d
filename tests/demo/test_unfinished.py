"""What waits for each account, and that no reader is shown any of it."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from demo.content import LANGUAGES, in_language, read
from home import translation_board
from home.models import NewsIndexPage, NewsPage
from home.translation_board import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.xdist_group("demo")]
SCHOOL, EVENING = "Еріктілер мектебі қыркүйекте ашылады", "Бір кеште – бір кітап"
SCHOOLS, EXPO = "№ 57 және № 13 мектептерде волонтерлік сабақ өтті", "ЭКСПО-2017: 77 еріктінің жазы"
EXPO_IN_ENGLISH = "EXPO-2017: the summer of the seventy-seven"


def waiting_for(username: str) -> list[list[str]]:
    """The titles in each part of the admin's home, from above."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    page = BeautifulSoup(client.get("/admin/").content, "html.parser").select_one(".w-dashboard")
    known = (SCHOOL, EVENING, SCHOOLS, EXPO, EXPO_IN_ENGLISH)
    sections = [[title for title in known if title in section.text] for section in page.select("section")]
    return [titles for titles in sections if titles]


@pytest.mark.parametrize(
    ("username", "expected"),
    [
        ("editor", [[EVENING]]),
        ("moderator", [[SCHOOL, EXPO_IN_ENGLISH]]),
        ("translator", [[SCHOOL, SCHOOLS]]),
        ("translator-en", [[SCHOOL]]),
        ("reviewer", []),
    ],
)
def test_each_accounts_home_shows_what_waits_for_it(username, expected):
    assert waiting_for(username) == expected


def test_the_board_shows_every_way_of_being_unfinished():
    rows = translation_board.rows()
    translation_board.tell_changes(rows)
    unfinished = {
        row.title: {cell.language: (cell.state, cell.translated, cell.total) for cell in row.cells}
        for row in rows
        if any(cell.state in translation_board.OPEN for cell in row.cells)
    }

    assert unfinished == {
        SCHOOL: {
            "kk": (State.MODERATION, 0, 0),
            "ru": (State.DRAFT, 2, 4),
            "en": (State.DRAFT, 0, 4),
        },
        EVENING: {"kk": (State.DRAFT, 0, 0), "ru": (State.MISSING, 0, 0), "en": (State.MISSING, 0, 0)},
        SCHOOLS: {"kk": (State.SOURCE, 0, 0), "ru": (State.OUTDATED, 6, 7), "en": (State.CURRENT, 7, 7)},
        EXPO: {"kk": (State.SOURCE, 0, 0), "ru": (State.CURRENT, 8, 8), "en": (State.MODERATION, 8, 8)},
    }
    outdated = next(cell for row in rows for cell in row.cells if cell.state == State.OUTDATED)
    assert timezone.now() - outdated.since > datetime.timedelta(days=5)
    assert (outdated.by.username, len(outdated.parts)) == ("moderator", 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_are_shown_the_news_as_they_are_written(language):
    """What was changed or waits stands nowhere, what was told before neither."""
    written = {entry["slug"][language]: entry for entry in read("news")["news"]}
    for page in NewsPage.objects.live().filter(locale__language_code=language):
        summary = in_language(written[page.slug], language)["summary"]
        assert (page.summary, page.has_unpublished_changes) == (summary, page.title == EXPO_IN_ENGLISH)
        assert summary in BeautifulSoup(Client().get(page.url).content, "html.parser").text


def test_no_draft_can_be_read_or_found():
    drafts = Page.objects.filter(depth__gt=1, live=False)

    assert drafts.count() == 4
    for page in drafts:
        assert Client().get(page.get_url_parts()[2]).status_code == 404
        listing = NewsIndexPage.objects.get(locale=page.locale)
        for address in (listing.url, f"/{page.locale.language_code}/search/?q={page.title}", "/sitemap.xml"):
            response = Client().get(address)
            assert f"/{page.slug}/" not in response.content.decode(), address


def test_loading_it_writes_to_nobody(settings, mailoutbox):
    """Wagtail writes to moderators at once; here it would be of made-up work."""
    from demo.management.commands import demo

    before = settings.EMAIL_BACKEND
    page = NewsPage.objects.get(title=EVENING)
    editor = get_user_model().objects.get(username="editor")
    with demo._nobody_is_written_to():
        page.get_workflow().start(page, editor)
    assert (mailoutbox, settings.EMAIL_BACKEND) == ([], before)

    page.current_workflow_state.cancel(user=editor)
    page.get_workflow().start(page, editor)
    assert len(mailoutbox) > 0
