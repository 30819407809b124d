import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import Translation

from home import roles, translation_board
from home.translation_board import State
from tests.events.factories import make_venue
from tests.home import factories
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def news():
    home = factories.make_home()
    factories.translated(home, "ru", "en")
    index = factories.make_news_index(home)
    factories.translated(index, "ru", "en")
    return factories.make_news(index, title="Жаңалық", body=[("rich_text", "<p>Мәтін</p>")])


def row_of(page):
    rows = translation_board.rows()
    translation_board.tell_changes(rows)
    return next(row for row in rows if row.key == page.translation_key)


def states(page):
    return {cell.language: cell.state for cell in row_of(page).cells}


def cell(page, language):
    return next(cell for cell in row_of(page).cells if cell.language == language)


def test_a_page_that_nobody_has_submitted_is_missing_in_the_others(news):
    assert states(news) == {"kk": State.SOURCE, "ru": State.MISSING, "en": State.MISSING}


def test_a_draft_tells_how_many_of_its_texts_are_translated(news):
    factories.submit(news, "ru")

    found = cell(news, "ru")

    assert (found.state, found.translated, found.total) == (State.DRAFT, 0, 2)


def test_a_published_translation_is_up_to_date(news):
    factories.translated(news, "ru")

    assert states(news)["ru"] == State.CURRENT


def test_an_outdated_one_tells_since_when_by_whom_and_where(news):
    factories.translated(news, "ru")
    editor = factories.make_superuser()
    news.body[0].value.source = "<p>Басқа мәтін</p>"
    news.save_revision(user=editor).publish(user=editor)
    news = factories.fresh(news)

    found = cell(news, "ru")

    assert (found.state, found.translated, found.total) == (State.OUTDATED, 1, 2)
    assert (found.by, found.parts) == (editor, ["Мәтін"])
    assert news.live_revision.created_at <= found.since <= timezone.now()


def test_a_moved_date_makes_nothing_outdated(news):
    factories.translated(news, "ru")
    news.published_on = news.published_on.replace(year=2025)
    factories.publish(news)

    assert states(news)["ru"] == State.CURRENT


def test_texts_that_wait_for_somebody_to_publish_them_are_told_from_current_ones(news):
    factories.translated(news, "ru")
    news.title = "Басқа"
    news = factories.publish(news)
    factories.translate_words(news, "ru")

    assert states(news)["ru"] == State.READY


def test_a_stopped_translation_is_not_called_up_to_date(news):
    factories.translated(news, "ru")
    Translation.objects.filter(source__object_id=news.translation_key).update(enabled=False)

    assert states(news)["ru"] == State.BY_HAND


def test_snippets_stand_on_it_too():
    factories.make_home()
    organisation = factories.make_organisation()

    assert states(organisation) == {"kk": State.SOURCE, "ru": State.MISSING, "en": State.MISSING}


def test_it_takes_as_many_queries_for_more_pages(news, django_assert_num_queries):
    factories.translated(news, "ru")
    translation_board.rows()  # Content types are remembered.
    with django_assert_num_queries(4):  # the languages, progress, moderation, and the versions of all models
        translation_board.rows()
    for _number in range(5):
        factories.translated(factories.make_news(news.get_parent()), "ru", "en")

    with django_assert_num_queries(4):
        translation_board.rows()


def get(client, user, **parameters):
    client.force_login(user)
    return client.get(reverse("translation_board"), parameters)


def test_a_cell_leads_to_its_editor_and_a_missing_one_to_its_submission(client, news):
    factories.submit(news, "ru")

    page = get(client, factories.make_superuser(), q="Жаңалық", kind="home.newspage").content.decode()

    russian = news.get_translation(factories.locale("ru"))
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[russian.pk])}"' in page
    assert f'href="{reverse("wagtail_localize:submit_page_translation", args=[news.pk])}?select_locale=en' in page


def test_filters_narrow_it_and_the_numbers_go_with_them(client, news):
    factories.translated(news, "ru")

    context = get(client, factories.make_superuser(), state="missing", language="en").context

    assert [line["row"].title for line in context["lines"]] == ["Жаңалық"]
    assert {tab["state"]: tab["count"] for tab in context["tabs"]}["missing"] == 1


def test_every_kind_of_page_can_be_asked_for_and_none_that_no_page_is_of(client, news):
    kinds = dict(get(client, factories.make_superuser()).context["form"].fields["kind"].choices)

    assert {"home.newsindexpage", "events.eventindexpage", "events.lessonindexpage", "home.homepage"} <= set(kinds)
    assert "home.listingpage" not in kinds

    lines = get(client, factories.make_superuser(), kind="home.newsindexpage").context["lines"]
    assert [line["row"].model._meta.label_lower for line in lines] == ["home.newsindexpage"]


def test_a_filter_that_is_made_up_is_not_applied(client, news):
    response = get(client, factories.make_superuser(), kind="nonsense", state="nonsense", p="99")

    assert response.status_code == 200
    assert len(response.context["lines"]) == len(translation_board.rows())


def test_a_cell_leads_nobody_to_an_editor_that_refuses_her(client):
    factories.make_home()
    venue = make_venue(name="Зал")
    factories.submit(venue, "ru", "en")
    translator = make_member(roles.TRANSLATORS["ru"])

    (line,) = get(client, translator, q="Зал", kind="events.venue").context["lines"]

    urls = {each["cell"].language: each["url"] for each in line["cells"]}
    russian = venue.get_translation(factories.locale("ru"))
    assert line["url"] is None
    assert urls == {"kk": None, "ru": reverse("wagtailsnippets_events_venue:edit", args=[russian.pk]), "en": None}


def test_its_links_take_as_many_queries_for_more_snippets(client, django_assert_num_queries):
    factories.make_home()
    translator = make_member(roles.TRANSLATORS["ru"])
    factories.submit(make_venue(), "ru", "en")
    get(client, translator)
    with CaptureQueriesContext(connection) as few:
        get(client, translator)
    for _number in range(5):
        factories.submit(make_venue(), "ru", "en")

    with django_assert_num_queries(len(few)):
        get(client, translator)


def test_who_writes_nothing_does_not_see_it(client, news):
    user = get_user_model().objects.create_user("reader", "reader@example.kz", "password")
    user.groups.add(Group.objects.get(name="Reviewers"))

    assert get(client, user).url == reverse("wagtailadmin_home")


@pytest.mark.parametrize("name", ["translations_report", "translations_report_results"])
def test_it_stands_in_for_a_report_that_would_name_drafts_to_everybody(news, name):
    factories.submit(news, "ru")

    response = browser_of(make_member("Reviewers")).get(reverse(f"wagtail_localize:{name}"), follow=True)

    assert [url for url, _status in response.redirect_chain] == [reverse("translation_board"), "/admin/"]
    assert news.title not in response.content.decode()
