"""Events and lessons for programs, with their places and holdings in the language of the page."""

import pytest

from tests.events import factories
from tests.home import factories as pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return pages.make_home()


def ask(client, page):
    # The machine that asks has a language of its own, which is nobody's.
    return client.get(f"/api/v2/pages/{page.pk}/", headers={"Accept-Language": "en"}).json()


def test_event_tells_its_venue_in_the_pages_language(client, home):
    index, venue = factories.make_event_index(home), factories.make_venue()
    page = factories.make_event(index, venue=venue, starts_at=factories.local(2026, 12, 20, 9, 30))
    for instance in (home, index, venue):
        pages.translated(instance, "ru")
    russian = pages.translated(page, "ru")

    assert [ask(client, each)["venue"]["name"] for each in (page, russian)] == ["Кітапхана", "[ru] Кітапхана"]
    assert ask(client, russian)["venue"].keys() == {"name", "address", "city", "map_url"}
    assert ask(client, russian)["starts_at"] == "2026-12-20T09:30:00+05:00"


def test_event_online_has_no_venue(client, home):
    index = factories.make_event_index(home)
    page = factories.make_event(index, attendance="online", online_url="https://meet.example.org/forum")

    told = ask(client, page)

    assert (told["venue"], told["online_url"]) == (None, "https://meet.example.org/forum")


def test_event_tells_what_it_was_moved_from(client, home):
    index, venue = factories.make_event_index(home), factories.make_venue(name="Мұражай")
    starts_at = factories.local(2099, 12, 20, 9, 30)
    page = factories.make_event(index, venue=venue, starts_at=starts_at)
    before = ask(client, page)["former_plan"]

    page.attendance, page.online_url = "online", "https://meet.example.org/forum"
    page.starts_at, page.ends_at = page.starts_at + factories.DAY, page.ends_at + factories.DAY
    page = pages.publish(page)

    assert before is None
    told = ask(client, page)["former_plan"]
    assert {**told, "ends_at": "", "venue": told["venue"]["name"]} == {
        "starts_at": "2099-12-20T09:30:00+05:00",
        "ends_at": "",
        "is_all_day": False,
        "attendance": "in_person",
        "venue": "Мұражай",
    }


def test_lesson_tells_its_holdings_and_materials(client, home):
    holding = factories.make_holding(title="Қобыз", picture=pages.make_image(), description="<p><b>Ағаш</b></p>")
    draft, file = factories.make_holding(title="Жоба"), pages.make_document(title="Кесте")
    lesson = factories.make_lesson(
        factories.make_lesson_index(home),
        holdings=[("holding", holding), ("holding", draft)],
        materials=[("document", file)],
    )
    draft.unpublish()

    told = ask(client, lesson)

    [shown] = told["holdings"]
    assert shown.keys() == {"kind", "title", "shelfmark", "date_text", "credit", "description", "picture"}
    assert (shown["title"], shown["description"]) == ("Қобыз", "<p><b>Ағаш</b></p>")
    assert shown["picture"]["credit"] == "Мұражай қоры"
    assert [material["title"] for material in told["materials"]] == ["Кесте"]
