"""How often an event has been moved since it was published: what tells a calendar that its copy is old."""

import pytest

from tests.events import factories
from tests.events.factories import DAY, HOUR
from tests.home import factories as pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return factories.make_event_index(pages.make_home())


def republished(event, **values):
    for name, value in values.items():
        setattr(event, name, value)
    return pages.publish(event)


def changes(event):
    return {
        "starts_at": event.starts_at + HOUR,
        "ends_at": event.ends_at + DAY,
        "is_all_day": True,
        "venue": factories.make_venue(name="Мұражай"),
        "status": "cancelled",
    }


def test_an_event_begins_with_nought_however_it_came_to_be(index):
    event = factories.make_event(index)

    assert (event.sequence, pages.publish(event).sequence) == (0, 0)


@pytest.mark.parametrize("name", ["starts_at", "ends_at", "is_all_day", "venue", "status"])
def test_what_people_plan_by_raises_it_once(index, name):
    event = factories.make_event(index)

    event = republished(event, **{name: changes(event)[name]})

    assert (event.sequence, pages.publish(event).sequence) == (1, 1)


def test_moving_online_raises_it(index):
    event = factories.make_event(index)

    assert republished(event, attendance="online", online_url="https://example.kz/live").sequence == 1


def test_words_and_scale_do_not_raise_it(index):
    event = factories.make_event(index)

    assert republished(event, title="Басқа", summary="Сөз", scale="national", organiser="Орталық").sequence == 0


def test_a_draft_does_not_raise_it(index):
    event = factories.make_event(index)
    event.status = "postponed"

    event.save_revision()

    assert pages.fresh(event).sequence == 0


def test_before_the_first_publishing_nobody_has_a_copy(index):
    event = factories.event(live=False)
    event.locale = index.locale
    index.refresh_from_db()
    index.add_child(instance=event)

    event.starts_at += HOUR
    event.ends_at += HOUR

    assert pages.publish(event).sequence == 0


def test_an_older_draft_cannot_bring_it_back(index):
    event = factories.make_event(index)
    before = event.get_latest_revision()
    republished(event, status="postponed")

    before.publish()

    event = pages.fresh(event)
    assert (event.status, event.sequence) == ("scheduled", 2)


def test_all_languages_count_alike(index):
    home = index.get_parent().specific
    pages.translated(home, "ru", "en")
    pages.translated(index, "ru", "en")
    event = factories.make_event(index)
    russian = pages.translated(event, "ru", "en")

    event = republished(event, status="postponed")
    event = republished(event, starts_at=event.starts_at + HOUR, ends_at=event.ends_at + DAY, status="scheduled")

    assert [version.sequence for version in event.get_translations(inclusive=True)] == [2, 2, 2]
    # The translator's next publishing starts from a copy of the source.
    assert pages.publish_translation(event, "ru").sequence == 2
    assert pages.publish(pages.fresh(russian)).sequence == 2
