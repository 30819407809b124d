"""The admin's home of each part in the house: what waits for this person, and nothing else."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Locale

from home import dashboard, roles, untranslated
from tests.events.factories import make_venue
from tests.home import factories
from tests.volunteers.factories import make_application
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db

RUSSIAN = roles.TRANSLATORS["ru"]
NOTHING = "Nothing waits for you"
PARTS = ("Editors", RUSSIAN, "Moderators", "Reviewers", "Administrators")


@pytest.fixture
def home():
    return factories.make_home()


@pytest.fixture
def index(home):
    return factories.make_news_index(home)


def read(user):
    response = browser_of(user).get("/admin/")
    return BeautifulSoup(response.content, "html.parser").select_one("main")


def headings(user) -> list[str]:
    return [" ".join(heading.text.split()) for heading in read(user).select(".w-dashboard > section h2")]


def draft_by(user, index, **fields):
    page = index.add_child(instance=factories.news(live=False, locale=index.locale, **fields))
    index.refresh_from_db()
    page.save_revision(user=user)
    return page


def submit(page, user):
    return page.get_workflow().start(page, user)


def send_back(page, user, comment=""):
    state = page.current_workflow_state
    state.current_task_state.reject(user=user, comment=comment)


@pytest.mark.parametrize("part", PARTS)
def test_where_nothing_waits_it_is_said_kindly(home, part):
    factories.translated(home, "ru", "en")

    assert headings(make_member(part)) == [NOTHING]


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_counted(home, part):
    assert read(make_member(part)).select(".w-summary") == []


@pytest.mark.parametrize(("part", "has_search"), [("Reviewers", False), ("Editors", True), (RUSSIAN, True)])
def test_pages_are_searched_by_those_who_have_some(home, part, has_search):
    factories.submit(home, "ru")

    assert (read(make_member(part)).select_one("form[role=search]") is not None) == has_search


def test_every_part_sees_its_own_work(index):
    """All of it at once in the house, so that each could see what is another's."""
    make_application()
    editor, moderator = make_member("Editors"), make_member("Moderators")
    draft_by(editor, index, title="Нобай")
    submitted = draft_by(editor, index, title="Келісуде")
    submit(submitted, editor)
    returned = draft_by(editor, index, title="Қайтарылған")
    submit(returned, editor)
    send_back(returned, moderator)
    factories.submit(factories.make_news(index, title="Аударылатын"), "ru")

    people = {
        "Editors": editor,
        "Moderators": moderator,
        **{part: make_member(part) for part in (RUSSIAN, "Reviewers")},
    }

    assert {part: headings(person) for part, person in people.items()} == {
        "Editors": ["Sent back to you", "Your drafts", "Translations"],
        "Moderators": ["Awaiting your review", "Translations"],
        RUSSIAN: ["To translate"],
        "Reviewers": ["Applications to decide: 1"],
    }


def test_a_draft_is_told_with_its_language_and_the_way_to_it(index):
    editor = make_member("Editors")
    page = draft_by(editor, index, title="Нобай")

    link = read(editor).select_one(".waiting-list a")

    assert (link.text, link["lang"], link["href"]) == ("Нобай", "kk", f"/admin/pages/{page.pk}/edit/")


def test_a_changed_title_is_told_as_it_was_left(index):
    editor = make_member("Editors")
    page = factories.make_news(index, title="Ескі")
    page.title = "Жаңа"
    page.save_revision(user=editor)

    assert [item.title for item in dashboard.drafts(editor)] == ["Жаңа"]


def test_others_drafts_and_scheduled_pages_are_not_hers(index):
    editor = make_member("Editors")
    draft_by(make_member("Editors"), index)
    scheduled = draft_by(editor, index)
    scheduled.go_live_at = timezone.now() + datetime.timedelta(days=3)
    scheduled.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)

    assert dashboard.drafts(editor) == []


def test_a_draft_that_she_has_submitted_for_translation_is_the_translators(index):
    editor = make_member("Editors")
    page = factories.make_news(index)
    factories.submit(page, "ru").save_revision(user=editor)

    assert dashboard.drafts(editor) == []


def test_a_snippet_that_was_begun_is_a_draft_too(home):
    editor = make_member("Editors")
    venue = make_venue()
    venue.name = "Жаңа зал"
    venue.save_revision(user=editor)

    assert [item.title for item in dashboard.drafts(editor)] == ["Жаңа зал"]


def test_what_was_sent_back_says_by_whom_and_why(index):
    editor = make_member("Editors")
    moderator = make_member("Moderators", first_name="Келісім", last_name="Модераторқызы")
    page = draft_by(editor, index, title="Қайтарылған")
    submit(page, editor)
    send_back(page, moderator, "Күні қате")

    (item,) = dashboard.sent_back(editor)

    assert (item.title, item.detail) == ("Қайтарылған", "Келісім Модераторқызы: Күні қате")


def test_what_was_sent_back_and_deleted_waits_no_more(index):
    editor = make_member("Editors")
    page = draft_by(editor, index)
    submit(page, editor)
    send_back(page, make_member("Moderators"))
    page.delete()

    assert list(dashboard.sent_back(editor)) == []


def test_a_translator_is_told_how_many_texts_wait(index):
    factories.submit(factories.make_news(index, title="Аударылатын", summary="Қысқаша"), "ru", "en")

    items = {item.title: item for item in dashboard.to_translate(make_member(RUSSIAN))}

    item = items["Аударылатын"]
    assert (item.language, item.locale, item.detail) == (
        "kk",
        Locale.objects.get(language_code="ru"),
        "Аударылмаған мәтіндер: 2",
    )


def test_what_is_translated_waits_for_no_words(index):
    page = factories.make_news(index)
    factories.submit(page, "ru")
    factories.translate_words(page, "ru")

    waiting = [translation.source.object_repr for translation in untranslated.wanted_in(["ru"])]

    assert page.title not in waiting
    assert waiting != []  # its parents


def test_a_long_list_is_cut_and_says_so(index):
    editor = make_member("Editors")
    for _number in range(dashboard.SHOWN + 2):
        draft_by(editor, index)

    page = read(editor)

    assert len(page.select_one(".waiting-list").select(".waiting-list__item")) == dashboard.SHOWN
    assert page.select_one(".waiting-list__more").text == "Others: 2"


def test_how_many_translations_want_what_leads_to_the_board(home):
    factories.translated(home, "ru")

    items = read(make_member("Editors")).select(".waiting-list__item")

    assert [(item.a["href"], " ".join(item.span.text.split())) for item in items] == [
        ("/admin/translations/?state=missing", "1")
    ]


def test_the_numbers_take_as_many_queries_for_more_pages_and_snippets(index, django_assert_num_queries):
    dashboard.translations()  # Content types are remembered.
    for _number in range(4):
        factories.submit(factories.make_news(index), "ru")
        factories.submit(make_venue(), "en")

    with django_assert_num_queries(4):
        dashboard.translations()
