"""What is kept, for whom, and under which name; and all that never is."""

import gzip
import re

import brotli
import pytest
from django.conf import settings as site_settings
from django.contrib.messages import constants
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver, reverse
from wagtail.models import PageViewRestriction

from config.page_cache import addresses, store
from config.page_cache.middleware import PageCacheMiddleware
from events.filters import EventFilterForm
from tests.events import factories as events
from tests.home import factories as pages
from tests.page_cache import committed, keep, visit
from tests.volunteers.applying import typed, url
from tests.volunteers.factories import make_application, make_opportunity
from tests.volunteers.staff import browser_of, make_member
from volunteers.domain import links

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on(settings):
    settings.PAGE_CACHE_SECONDS = 300


@pytest.fixture
def home():
    home = pages.make_home()
    pages.make_organisation()
    return home


@pytest.fixture
def page(home):
    return pages.make_page(home, title="Біз туралы", slug="about")


@pytest.mark.parametrize(
    "path",
    [
        "/kk/",
        "/kk/about/",
        "/kk/events/",
        "/kk/events/?page=1",
        "/kk/events/?view=month",
        "/kk/events/?view=places",
        "/kk/events/nauryz/",
    ],
)
def test_public_page_is_kept(page, home, path):
    index = events.make_event_index(home)
    form = ("application_form", {"opportunity": make_opportunity()})
    events.make_event(index, title="Наурыз", slug="nauryz", body=[form])

    keep(path)


def test_nothing_is_kept_where_the_setting_says_so(page, settings):
    settings.PAGE_CACHE_SECONDS = 0
    visit("/kk/about/")

    assert not visit("/kk/about/").is_kept


NOT_COMPARED = {"Cache-Control", "Content-Length", "ETag", "Vary"}


@pytest.mark.parametrize("secure", [False, True])
def test_kept_page_has_the_headers_of_one_that_is_made(page, settings, secure):
    settings.SECURE_HSTS_SECONDS = 3600
    options = {"secure": secure}
    settings.PAGE_CACHE_SECONDS = 0
    made = Client().get("/kk/about/", **options)
    settings.PAGE_CACHE_SECONDS = 300
    first, kept = (Client().get("/kk/about/", **options) for _visit in range(2))

    assert kept.headers == first.headers
    for name in {*made.headers, *kept.headers} - NOT_COMPARED:
        assert kept.headers.get(name) == made.headers.get(name), name
    assert kept.content == made.content
    assert "Content-Security-Policy" in kept
    assert kept.has_header("Strict-Transport-Security") is secure
    assert kept["Content-Length"] == str(len(kept.content))


def test_secure_and_plain_addresses_are_kept_apart(page):
    keep("/kk/about/")

    assert "Strict-Transport-Security" not in visit("/kk/about/")
    assert not visit("/kk/about/", secure=True).is_kept


def test_page_may_be_kept_by_others_for_a_minute_and_by_browsers_if_they_ask(page, time_machine):
    time_machine.move_to("2026-12-01T05:00:00Z", tick=False)
    first = visit("/kk/about/")
    time_machine.move_to("2026-12-01T05:04:30Z", tick=False)
    last = visit("/kk/about/")

    assert first["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert last["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert (first["Vary"], last["Vary"]) == ("Accept-Encoding, Cookie",) * 2


@pytest.mark.parametrize("is_kept", [False, True])
@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br;q=0.0,gzip;q=0", None),
        ("identity", None),
        ("", None),
        ("brgzip", None),
    ],
)
def test_page_comes_in_an_encoding_that_the_visitor_takes(page, accepted, encoding, is_kept):
    plain = visit("/kk/about/").content
    if not is_kept:
        store.change(store.GENERATION)

    response = visit("/kk/about/", headers={"Accept-Encoding": accepted})

    assert response.is_kept is is_kept
    assert response.headers.get("Content-Encoding") == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert unpack(response.content) == plain
    assert response["Content-Length"] == str(len(response.content))


@pytest.mark.parametrize("accepted", ["br", "gzip", ""])
def test_browser_that_has_the_page_in_another_encoding_is_told_so(page, accepted):
    first = visit("/kk/about/", headers={"Accept-Encoding": "br"})

    same = visit("/kk/about/", headers={"If-None-Match": first["ETag"], "Accept-Encoding": accepted})

    assert (same.status_code, same.content) == (304, b"")
    assert same["Cache-Control"].startswith("public")


def test_part_of_a_page_is_not_sent(page):
    whole = keep("/kk/about/")

    part = visit("/kk/about/", headers={"Range": "bytes=0-9"})

    assert (part.status_code, part.content) == (200, whole.content)


def test_proxys_words_of_another_host_change_nothing(page):
    plain = keep("/kk/about/")

    poisoned = visit("/kk/about/", headers={"X-Forwarded-Host": "elsewhere.example.org"})

    assert (poisoned.is_kept, poisoned.content) == (True, plain.content)


@pytest.mark.parametrize("is_kept", [False, True])
def test_browser_that_has_the_page_is_told_so(page, is_kept):
    first = keep("/kk/about/")
    if not is_kept:
        store.change(store.GENERATION)

    same = visit("/kk/about/", headers={"If-None-Match": first["ETag"], "Accept-Encoding": "br"})
    other = visit("/kk/about/", headers={"If-None-Match": 'W/"other"'})

    assert (same.status_code, same.content, same.is_kept) == (304, b"", is_kept)
    assert same["ETag"] == first["ETag"]
    assert same["Vary"] == first["Vary"]
    assert (other.status_code, other.content) == (200, first.content)


def test_changed_page_is_sent_anew(page):
    first = keep("/kk/about/")
    with committed():
        page.title = "Біз жайлы"
        pages.publish(page)

    response = visit("/kk/about/", headers={"If-None-Match": first["ETag"]})

    assert response.status_code == 200
    assert response["ETag"] != first["ETag"]


def test_date_alone_does_not_spare_a_visitor_the_page(page):
    keep("/kk/about/")

    assert visit("/kk/about/", headers={"If-Modified-Since": "Tue, 01 Jan 2030 00:00:00 GMT"}).status_code == 200


def test_head_is_answered_from_what_get_has_kept_and_keeps_nothing(page):
    client = Client()
    first = client.head("/kk/about/")
    assert not visit("/kk/about/").is_kept
    kept = client.head("/kk/about/")

    assert (first.status_code, kept.status_code) == (200, 200)
    assert (first.content, kept.content) == (b"", b"")
    assert kept["ETag"] == visit("/kk/about/")["ETag"]


def test_languages_are_kept_apart(home):
    pages.translated(home, "ru")
    kazakh, russian = keep("/kk/"), keep("/ru/")

    assert '<html lang="kk"' in kazakh.content.decode()
    assert '<html lang="ru"' in russian.content.decode()


def test_version_for_people_who_see_poorly_is_kept_apart(page):
    plain = keep("/kk/about/").content.decode()
    client = Client()
    client.cookies["vision"] = "1"
    first, kept = (visit("/kk/about/", client=client) for _visit in range(2))

    assert kept.is_kept
    assert 'data-vision="high"' in kept.content.decode()
    assert first.content == kept.content
    assert 'data-vision="high"' not in plain
    assert visit("/kk/about/").content.decode() == plain


@pytest.mark.parametrize("value", ["0", "2", "<script>", ""])
def test_other_values_of_the_cookie_are_the_plain_version(page, value):
    plain = keep("/kk/about/")
    client = Client()
    client.cookies["vision"] = value

    response = visit("/kk/about/", client=client)

    assert (response.is_kept, response.content) == (True, plain.content)


def test_no_cookie_or_header_of_a_visitor_gets_into_a_page(home):
    """A page is made as if for nobody: what another cookie or header would make of it stays out."""
    seen = []

    def view(request):
        seen.append((dict(request.COOKIES), {name for name in request.META if name.startswith("HTTP_")}, request.GET))
        return HttpResponse("page")

    request = RequestFactory().get(
        "/kk/?utm_source=x&page=2",
        headers={"Accept-Language": "en", "User-Agent": "x", "Referer": "http://x.example.org", "Range": "bytes=0-1"},
    )
    request.COOKIES.update({"django_language": "en", "_ga": "x", "vision": "2", "csrftoken": "t" * 32})
    PageCacheMiddleware(view)(request)

    cookies, headers, query = seen[0]
    assert cookies == {"csrftoken": "t" * 32}
    assert headers <= addresses.SEEN_HEADERS
    assert query.dict() == {"page": "2"}
    assert request.META["HTTP_USER_AGENT"] == "x"


SAME = [
    "utm_source=mail",
    "fbclid=abc",
    "yclid=1&gclid=2",
    "_openstat=x",
    "page=",
    "scale=&month=",
    "utm_source=x&page=",
]


@pytest.mark.parametrize("query", SAME)
def test_parameters_that_the_page_does_not_read_make_no_other_page(home, query):
    events.make_event_index(home)
    plain = keep("/kk/events/")

    response = visit(f"/kk/events/?{query}")

    assert (response.is_kept, response.content) == (True, plain.content)


def test_first_visitors_campaign_is_not_in_the_page_of_the_next(home):
    index = events.make_event_index(home)
    for _number in range(13):
        events.make_event(index)
    first = visit("/kk/events/?utm_source=campaign&scale=city")

    kept = visit("/kk/events/?scale=city")

    assert kept.is_kept
    assert "page=2" in kept.content.decode()
    assert "campaign" not in first.content.decode()


def test_order_of_parameters_does_not_matter_and_their_values_do(home):
    events.make_event_index(home)
    keep("/kk/events/?when=past&scale=city")

    assert visit("/kk/events/?scale=city&when=past").is_kept
    assert not visit("/kk/events/?scale=national&when=past").is_kept
    assert not visit("/kk/events/").is_kept


@pytest.mark.parametrize(
    "query",
    ["x=1", "page=1&x=1", "page=1&page=2", "month=" + "9" * 21, "scale=%00", "scale=<b>", "q=кітап", "page[]=1"],
)
def test_page_with_other_parameters_is_made_each_time(home, query):
    events.make_event_index(home)
    keep("/kk/events/")

    responses = [visit(f"/kk/events/?{query}") for _visit in range(2)]

    assert [(response.status_code, response.is_kept) for response in responses] == [(200, False)] * 2


@pytest.mark.parametrize("query", ["page=2", "page=999", "page=a", "scale=galactic", "month=1999-01", "when=now"])
def test_page_with_made_up_values_is_made_each_time(home, query):
    """There are more of them than can be kept."""
    events.make_event(events.make_event_index(home))

    responses = [visit(f"/kk/events/?{query}") for _visit in range(2)]

    assert [(response.status_code, response.is_kept) for response in responses] == [(200, False)] * 2


@pytest.mark.parametrize("host", ["TESTSERVER", "Testserver"])
def test_host_in_other_letters_is_answered_afresh(page, host):
    keep("/kk/about/")

    assert not any(visit("/kk/about/", headers={"Host": host}).is_kept for _visit in range(2))


def test_host_is_part_of_the_name(page, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example.kz"]
    keep("/kk/about/")

    assert not visit("/kk/about/", headers={"Host": "other.example.kz"}).is_kept


def test_foreign_host_is_refused_as_ever(page):
    keep("/kk/about/")

    assert Client().get("/kk/about/", headers={"Host": "elsewhere.example.org"}).status_code == 400


def test_editor_sees_what_is_and_leaves_nothing_behind(page):
    editor = browser_of(make_member("Editors"))
    kept = keep("/kk/about/")
    page.title = "Біз жайлы"
    page.save_revision().publish()  # not committed, so nobody has been told

    seen = visit("/kk/about/", client=editor)

    assert "Біз жайлы" in seen.content.decode()
    assert seen["Cache-Control"] == "private, no-cache"
    assert "userbar" in seen.content.decode()
    assert visit("/kk/about/").content == kept.content


def test_editors_page_is_not_kept_for_visitors(page):
    editor = browser_of(make_member("Editors"))
    for _visit in range(2):
        assert "userbar" in visit("/kk/about/", client=editor).content.decode()

    visitor = visit("/kk/about/")

    assert not visitor.is_kept
    assert "userbar" not in visitor.content.decode()


def test_draft_that_is_previewed_is_not_kept_and_not_answered_with_the_page(page):
    keep("/kk/about/")
    page.title = "Жоба"

    preview = page.make_preview_request()

    assert "Жоба" in preview.content.decode()
    assert visit("/kk/about/").is_kept
    assert "Жоба" not in visit("/kk/about/").content.decode()


def test_whoever_has_a_message_waiting_is_answered_afresh(page):
    keep("/kk/about/")
    client = Client()
    request = RequestFactory().get("/")
    storage, response = CookieStorage(request), HttpResponse()
    storage.add(constants.INFO, "Сақталды")
    storage.update(response)
    client.cookies["messages"] = response.cookies["messages"].value

    answer = visit("/kk/about/", client=client)

    assert not answer.is_kept
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Сақталды" not in visit("/kk/about/").content.decode()


def test_whoever_names_herself_is_answered_afresh(page):
    keep("/kk/about/")

    answer = visit("/kk/about/", headers={"Authorization": "Basic x"})

    assert not answer.is_kept
    assert answer["Cache-Control"] == "private, no-cache"


def is_never_kept(path, **options):
    return not any(visit(path, **options).is_kept for _visit in range(3))


@pytest.mark.parametrize("restriction", ["password", "login"])
def test_private_page_is_never_kept(page, restriction):
    PageViewRestriction.objects.create(page=page, restriction_type=restriction, password="құпия")

    assert is_never_kept("/kk/about/")
    assert "Біз туралы" not in visit("/kk/about/").content.decode()


def test_private_page_that_was_opened_is_kept_for_nobody(page):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="құпия")
    client = Client()
    door = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    opened = client.post(door, {"password": "құпия", "return_url": "/kk/about/"}, follow=True)

    assert opened.status_code == 200
    assert "Біз туралы" in visit("/kk/about/", client=client).content.decode()
    assert is_never_kept("/kk/about/", client=client)
    assert "no-store" in visit("/kk/about/")["Cache-Control"]


def test_personal_pages_are_never_kept(home):
    application = make_application()
    opportunity = application.opportunity
    receipt = Client().post(url(opportunity), typed(opportunity, email="b@example.kz"))["Location"]
    with_form = url(opportunity)

    for path in (with_form, f"{with_form}fresh/", receipt, f"/kk/application/{links.token_for(application)}/"):
        assert visit(path).status_code == 200, path
        assert is_never_kept(path), path


@pytest.mark.parametrize("path", ["/kk/nothing/", "/kk/nothing/?page=1", "/kk", "/", "/admin/login/"])
def test_errors_redirects_and_the_machines_pages_are_never_kept(home, path):
    assert is_never_kept(path)


def answered(response, path="/kk/"):
    """The middleware's second answer, after `response` to the first; None where it asks the view again."""
    answers = [response, HttpResponse("asked again")]
    middleware = PageCacheMiddleware(lambda _request: answers.pop(0))
    middleware(RequestFactory().get(path))
    return middleware(RequestFactory().get(path)).content


def with_cookie():
    response = HttpResponse("first")
    response.set_cookie("language", "kk")
    return response


NEVER = {
    "private": HttpResponse("first", headers={"Cache-Control": "private"}),
    "no-store": HttpResponse("first", headers={"Cache-Control": "max-age=0, No-Store"}),
    "no-cache": HttpResponse("first", headers={"Cache-Control": "no-cache"}),
    "cookie": with_cookie(),
    "404": HttpResponse("first", status=404),
    "500": HttpResponse("first", status=500),
    "302": HttpResponse("first", status=302),
    "206": HttpResponse("first", status=206),
    "encoded": HttpResponse("first", headers={"Content-Encoding": "gzip"}),
}


@pytest.mark.parametrize("kind", NEVER)
def test_answer_that_is_not_for_all_is_never_kept(home, kind):
    assert answered(NEVER[kind]) == b"asked again"


def test_answer_for_all_is_kept(home):
    assert answered(HttpResponse("first", headers={"Cache-Control": "max-age=3600, public"})) == b"first"


def test_view_that_nobody_has_decided_on_is_not_kept(home):
    assert answered(HttpResponse("first"), "/kk/apply/received/x/") == b"asked again"


def test_no_page_holds_a_token(page):
    client = Client()
    client.get(url(make_opportunity()))  # She has a token now, and her browser sends it along.
    first = visit("/kk/about/", client=client)

    assert "csrf" not in first.content.decode().lower()
    assert not first.cookies
    assert visit("/kk/about/").is_kept


def _views():
    def walk(patterns, prefix="", namespace=""):
        for each in patterns:
            route = prefix + str(each.pattern)
            if isinstance(each, URLPattern):
                yield route, namespace + (each.name or each.lookup_str)
            else:
                inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
                yield from walk(each.url_patterns, route, inner)

    outside = ("admin/", "media/", "static/", re.escape(site_settings.MEDIA_URL.lstrip("/")))
    return {name for route, name in walk(get_resolver().url_patterns) if not route.lstrip("^").startswith(outside)}


def test_every_view_is_decided_on():
    """A new public view belongs into KEPT or NEVER_KEPT of config/page_cache/addresses.py."""
    decided = addresses.KEPT | set(addresses.NEVER_KEPT)
    assert _views() - decided == set()
    assert decided - _views() == set()


def test_every_filter_of_a_list_is_a_known_parameter():
    """One that is missing from PARAMETERS would be right and slow: made for each visitor."""
    assert set(EventFilterForm.base_fields) | {"page"} <= addresses.PARAMETERS
