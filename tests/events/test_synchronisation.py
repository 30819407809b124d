"""What has no language in events, lessons, venues and holdings is the same in all translations at once."""

import pytest

from tests.events import factories
from tests.events.factories import DAY, HOUR, local
from tests.home import factories as pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return pages.make_home()


def changed(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    return pages.publish(page)


def test_everything_neutral_about_an_event_reaches_its_translations(home):
    event = factories.make_event(factories.make_event_index(home))
    pages.translated(event, "ru", "en")
    values = {
        "starts_at": local(2026, 12, 31, 23, 0),
        "ends_at": local(2027, 1, 1, 1, 0),
        "is_all_day": True,
        "attendance": "online",
        "online_url": "https://example.kz/live",
        "venue": factories.make_venue(name="Мұражай"),
        "scale": "international",
        "languages": ["kk", "en"],
        "status": "postponed",
        "cover": pages.make_image(),
    }

    changed(event, **values)

    for translation in event.get_translations():
        assert {name: getattr(translation, name) for name in values} == values
        assert translation.over_at == local(2027, 1, 2, 0, 0)
        draft = translation.get_latest_revision_as_object()
        assert {name: getattr(draft, name) for name in values} == values


def test_the_organiser_is_left_to_the_translator(home):
    event = factories.make_event(factories.make_event_index(home), organiser="Орталық")
    russian = pages.translated(event, "ru")

    changed(event, organiser="Басқа", starts_at=event.starts_at + HOUR, ends_at=event.ends_at + DAY)

    assert pages.fresh(russian).organiser == "[ru] Орталық"


def test_everything_neutral_about_a_lesson_reaches_its_translations(home):
    lesson = factories.make_lesson(factories.make_lesson_index(home))
    russian = pages.translated(lesson, "ru")
    holding, document = factories.make_holding(), pages.make_document()

    changed(
        lesson,
        grade_from=8,
        grade_to=11,
        duration_minutes=90,
        holdings=[("holding", holding)],
        materials=[("document", document)],
    )

    russian = pages.fresh(russian)
    draft = russian.get_latest_revision_as_object()
    for version in (russian, draft):
        assert (version.grade_from, version.grade_to, version.duration_minutes) == (8, 11, 90)
        assert [block.value for block in version.holdings] == [holding]
        assert [block.value for block in version.materials] == [document]
        assert version.topic == "[ru] Елорда"


def test_a_venues_map_reaches_its_translation_and_its_name_does_not(home):
    venue = factories.make_venue()
    russian = pages.translated(venue, "ru")

    changed(venue, map_url="https://example.kz/map", name="Басқа")

    russian = pages.fresh(russian)
    assert (russian.map_url, russian.name) == ("https://example.kz/map", "[ru] Кітапхана")


def test_a_holdings_picture_reaches_a_translation_that_is_still_a_draft(home):
    holding = factories.make_holding()
    russian = pages.submit(holding, "ru")
    picture = pages.make_image()

    changed(holding, picture=picture, kind="museum", shelfmark="М-1")

    russian = pages.fresh(russian)
    assert (russian.live, russian.picture, russian.kind, russian.shelfmark) == (False, picture, "museum", "М-1")
    assert russian.get_latest_revision_as_object().picture == picture
