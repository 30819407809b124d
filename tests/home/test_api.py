"""The public pages for programs: what they may ask, and that nothing else gets through."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests.events import factories as events
from tests.home import factories as pages
from tests.volunteers.factories import make_application, make_opportunity
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db

BASE = "https://volunteers.example.kz"
URL = "/api/v2/pages/"
ALWAYS = {"id", "meta", "title", "summary", "cover"}
META = {
    "detail_url",
    "first_published_at",
    "html_url",
    "last_published_at",
    "locale",
    "parent",
    "search_description",
    "seo_title",
    "show_in_menus",
    "slug",
    "type",
}
# All that is told of each type of page. A new field is a decision.
TOLD = {
    "home.HomePage": {"body"},
    "home.StandardPage": {"body"},
    "home.NewsIndexPage": set(),
    "home.NewsPage": {"body", "published_on"},
    "events.EventIndexPage": set(),
    "events.EventPage": {
        "attendance",
        "body",
        "ends_at",
        "former_plan",
        "is_all_day",
        "languages",
        "online_url",
        "organiser",
        "scale",
        "starts_at",
        "status",
        "venue",
    },
    "events.LessonIndexPage": set(),
    "events.LessonPage": {
        "body",
        "duration_minutes",
        "grade_from",
        "grade_to",
        "holdings",
        "materials",
        "subject",
        "takeaways",
        "topic",
    },
}


@pytest.fixture(autouse=True)
def _base(settings):
    settings.WAGTAILADMIN_BASE_URL = settings.WAGTAILAPI_BASE_URL = BASE


@pytest.fixture
def home():
    return pages.make_home()


def ask(client, query=""):
    return client.get(f"{URL}{query}").json()


def titles(client, query=""):
    return {item["title"] for item in ask(client, query)["items"]}


def blocks(client, page):
    return {block["type"]: block["value"] for block in ask(client, f"{page.pk}/")["body"]}


def test_each_type_tells_its_own_fields_and_no_others(client, home):
    news_index, event_index, lesson_index = (
        pages.make_news_index(home),
        events.make_event_index(home),
        events.make_lesson_index(home),
    )
    made = [home, pages.make_page(home), news_index, pages.make_news(news_index), event_index]
    made += [events.make_event(event_index), lesson_index, events.make_lesson(lesson_index)]

    told = [ask(client, f"{page.pk}/?fields=*") for page in made]

    assert {each["meta"]["type"]: each.keys() - ALWAYS for each in told} == TOLD
    assert [each["meta"].keys() for each in told] == [META] * len(told)
    assert all(each.keys() >= ALWAYS for each in told)


def test_addresses_are_the_sites_own(client, home):
    page = pages.make_page(home, slug="about")
    pages.translated(home, "ru")
    russian = pages.translated(page, "ru")

    told = ask(client, f"{russian.pk}/")

    assert told["meta"]["html_url"] == f"{BASE}/ru/about-ru/"
    assert told["meta"]["detail_url"] == f"{BASE}{URL}{russian.pk}/"
    assert told["meta"]["parent"]["html_url"] == f"{BASE}/ru/"


def test_list_is_narrowed_by_type_language_and_translation(client, home):
    index = pages.make_news_index(home)
    item = pages.make_news(index, title="Ашылу")
    for page in (home, index, item):
        pages.translated(page, "ru")

    assert titles(client, "?type=home.NewsPage") == {"Ашылу", "[ru] Ашылу"}
    assert titles(client, "?type=home.NewsPage&locale=ru") == {"[ru] Ашылу"}
    assert titles(client, f"?translation_of={item.pk}") == {"[ru] Ашылу"}
    assert titles(client, f"?child_of={index.pk}") == {"Ашылу"}


def test_page_is_found_by_its_path(client, home):
    page = pages.make_page(pages.make_page(home, slug="above"), slug="below")

    assert client.get(f"{URL}find/?html_path=/kk/above/below/").url.startswith(f"{BASE}{URL}{page.pk}/")
    assert client.get(f"{URL}find/?html_path=/kk/").url.startswith(f"{BASE}{URL}{home.pk}/")
    assert client.get(f"{URL}find/?html_path=/ru/above/").status_code == 404


@pytest.mark.parametrize("user", ["anonymous", "superuser"])
def test_drafts_and_restricted_pages_are_told_to_nobody(home, user):
    client = Client() if user == "anonymous" else browser_of(make_member(None, is_superuser=True))
    draft = pages.make_page(home, title="Жоба")
    draft.unpublish()
    private = pages.make_page(home, title="Жабық", slug="private")
    below = pages.make_page(private, title="Оның астында")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    changed = pages.make_page(home, title="Жарияланған")
    changed.title = "Өзгертілген"
    changed.save_revision()

    assert titles(client) == {"Ерікті", "Жарияланған"}
    assert [client.get(f"{URL}{page.pk}/").status_code for page in (draft, private, below)] == [404] * 3
    assert client.get(f"{URL}find/?html_path=/kk/private/").status_code == 404
    assert [client.get(f"{URL}?child_of={page.pk}").status_code for page in (draft, private)] == [400] * 2


def test_body_tells_what_its_blocks_show(client, home):
    picture, file = pages.make_image(credit="Мұражай"), pages.make_document(title="Кесте")
    shown, draft = pages.make_page(home, title="Көрінеді", slug="shown"), pages.make_page(home, title="Жоба")
    draft.unpublish()
    body = [
        ("rich_text", f'<p><a linktype="page" id="{shown.pk}">Сілтеме</a></p>'),
        ("image", {"image": picture, "alt": "Кітап", "caption": "", "credit": "", "decorative": False}),
        ("document", {"document": file, "title": "Кесте", "description": ""}),
        ("related_pages", {"title": "", "pages": [shown, draft]}),
        ("call_to_action", {"title": "Кел", "text": "", "link_text": "Оқу", "page": draft, "url": ""}),
    ]

    told = blocks(client, pages.make_page(home, body=body))

    assert told["rich_text"] == '<p><a href="/kk/shown/">Сілтеме</a></p>'
    assert told["image"]["image"]["url"].startswith(f"{BASE}/media/images/")
    assert (told["image"]["image"]["credit"], told["image"]["alt"]) == ("Мұражай", "Кітап")
    assert told["document"]["document"] == {"title": "Кесте", "url": BASE + file.url, "credit": file.credit}
    assert told["related_pages"]["pages"] == [{"id": shown.pk, "title": "Көрінеді", "html_url": f"{BASE}/kk/shown/"}]
    assert told["call_to_action"]["url"] == ""


def test_document_of_a_closed_collection_is_not_told(client, home):
    closed = Collection.get_first_root_node().add_child(name="Жабық")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    file = pages.make_document(title="Құпия", collection=closed)
    page = pages.make_page(home, body=[("document", {"document": file, "title": "Кесте", "description": ""})])

    assert blocks(client, page)["document"]["document"] is None
    assert "Құпия" not in json.dumps(ask(client, f"{page.pk}/"), ensure_ascii=False)


def test_form_tells_only_its_opportunitys_code_and_address(client, home):
    opportunity = make_opportunity(code="forum", name="Қызметкерлерге арналған атау")
    application = make_application(opportunity)
    page = pages.make_page(home, body=[("application_form", {"opportunity": opportunity})])

    answer = client.get(f"{URL}{page.pk}/").content.decode()

    assert blocks(client, page) == {
        "application_form": {"opportunity": {"code": "forum", "url": f"{BASE}/kk/apply/forum/"}}
    }
    for secret in (opportunity.name, application.surname, application.email, application.number):
        assert secret not in answer


@pytest.mark.parametrize("user", ["anonymous", "superuser"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written(home, method, user):
    client = Client() if user == "anonymous" else browser_of(make_member(None, is_superuser=True))
    for url in (URL, f"{URL}{home.pk}/"):
        response = getattr(client, method)(url, {"title": "Басқа"}, content_type="application/json")
        assert (response.status_code, response["Content-Type"]) == (405, "application/json")
    assert pages.fresh(home).title == "Ерікті"


def test_there_is_nothing_but_pages():
    [api] = [each for each in get_resolver().url_patterns if getattr(each, "namespace", None) == "api"]

    assert [str(each.pattern) for each in api.url_patterns if isinstance(each, URLResolver)] == ["^pages/"]


WRONG = {
    "../": 404,
    "999/": 404,
    "../images/": 404,
    "../documents/1/": 404,
    "?secret=1": 400,
    "?search=a": 400,
    "?type=auth.User": 400,
    "?type=volunteers.Application": 400,
    "?type=events.EventPage&starts_at=soon": 400,
    "?order=owner": 400,
    "?fields=owner": 400,
    "?fields=alias_of": 400,
    "?fields=body": 400,
    "?fields=latest_revision(*)": 400,
    "?limit=101": 400,
    "?offset=-1": 400,
    "?locale=de": 404,
    "?locale=%00": 400,
    "?slug=%00": 400,
    "?child_of=99999999999999999999": 400,
    "find/": 404,
    "find/?html_path=%00": 400,
}


@pytest.mark.parametrize("query", WRONG)
def test_what_is_asked_wrongly_is_answered_in_json(client, home, query):
    response = client.get(URL + query if not query.startswith("../") else f"/api/v2/{query[3:]}")

    assert (response.status_code, response["Content-Type"]) == (WRONG[query], "application/json")
    assert response.json().keys() == {"message"}


@pytest.mark.parametrize("accepted", ["*/*", "text/html,application/xhtml+xml,*/*;q=0.8"])
def test_browsers_get_json_too(client, home, accepted):
    assert client.get(URL, headers={"Accept": accepted})["Content-Type"] == "application/json"


def test_answer_may_be_read_from_other_sites_kept_a_minute_and_is_not_sent_twice(client, home):
    first = client.get(URL)
    again = client.get(URL, headers={"If-None-Match": first["ETag"]})

    assert first["Access-Control-Allow-Origin"] == "*"
    assert first["Cache-Control"] == "public, max-age=60"
    assert first["X-Robots-Tag"] == "noindex"
    assert not first.cookies
    assert again.status_code == 304


def test_address_without_its_slash_is_sent_on(client, home):
    assert client.get("/api/v2/pages").url == URL


def test_list_costs_the_same_for_30_as_for_3(client, home):
    index = pages.make_news_index(home)

    def cost(count):
        for _number in range(count):
            pages.make_news(index, cover=pages.make_image())
        query = "?type=home.NewsPage&fields=*&limit=100"
        ask(client, query)
        with CaptureQueriesContext(connection) as queries:
            found = ask(client, query)
        return len(queries), len(found["items"])

    few, many = cost(3), cost(27)

    assert (few, many) == ((few[0], 3), (few[0], 30))
    assert few[0] <= 7
