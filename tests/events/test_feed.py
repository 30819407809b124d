import pytest
import time_machine

from tests.events import factories
from tests.events.factories import DAY, local
from tests.home import factories as pages
from tests.home.test_feeds import ATOM, assert_valid, feed, links, texts

pytestmark = pytest.mark.django_db

NOW = local(2026, 11, 24, 12, 0)
URL = "/kk/feeds/events.xml"


@pytest.fixture
def index():
    with time_machine.travel(NOW, tick=False):
        yield factories.make_event_index(pages.make_home())


def titles(client, url=URL):
    return [texts(entry, "title")[0] for entry in feed(client, url).findall(f"{ATOM}entry")]


def test_a_feed_of_events_is_valid_in_each_language(client, index):
    pages.make_organisation()
    pages.translated(index.get_parent().specific, "ru", "en")
    pages.translated(index, "ru", "en")
    event = factories.make_event(index, title="Дәріс")
    pages.translated(event, "ru", "en")

    for code in ("kk", "ru", "en"):
        root = feed(client, f"/{code}/feeds/events.xml")
        assert_valid(root)
        assert links(root)["self"] == f"http://localhost:8000/{code}/feeds/events.xml"
        assert titles(client, f"/{code}/feeds/events.xml") == ["Дәріс" if code == "kk" else f"[{code}] Дәріс"]


def test_the_latest_announced_come_first_and_none_that_is_over(client, index):
    with time_machine.travel(NOW - 3 * DAY, tick=False):
        factories.make_event(index, title="Бұрын", starts_at=NOW + DAY)
    factories.make_event(index, title="Жаңа", starts_at=NOW + 9 * DAY)
    factories.make_event(index, title="Өткен", starts_at=NOW - DAY)

    assert titles(client) == ["Жаңа", "Бұрын"]


def test_an_entry_tells_when_where_and_whether_it_takes_place(client, index):
    factories.make_event(index, summary="Кіру <тегін>", starts_at=local(2026, 12, 5, 10, 0), status="cancelled")

    summary = texts(feed(client, URL).find(f"{ATOM}entry"), "summary")[0]

    assert 'datetime="2026-12-05T10:00:00+05:00"' in summary
    assert "<p>Кітапхана, Бейбітшілік көшесі, 1, Астана</p>" in summary
    assert "<p>Кіру &lt;тегін&gt;</p>" in summary
    assert summary.startswith("<p>")


def test_a_place_in_the_readers_language_at_no_further_query(client, index, django_assert_max_num_queries):
    for _number in range(4):
        factories.make_event(index)

    titles(client)  # The addresses of the sites are looked up once a process.
    with django_assert_max_num_queries(7):
        assert len(titles(client)) == 4
