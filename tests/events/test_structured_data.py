"""Events and lessons in the words of schema.org; the places that an event offers, in kept pages too."""

import datetime

import pytest
from django.utils import timezone

from tests.events import factories
from tests.home import factories as pages
from tests.page_cache import committed, keep, visit
from tests.structured_data import by_type, lacking
from tests.volunteers.factories import make_application, make_form, make_opportunity
from volunteers.domain import applications

pytestmark = pytest.mark.django_db

BASE = "https://volunteers.example.kz"
SCHEMA = "https://schema.org/"


@pytest.fixture(autouse=True)
def _base(settings):
    settings.WAGTAILADMIN_BASE_URL = BASE


@pytest.fixture
def home():
    pages.make_organisation(name="Президенттік орталық", short_name="Орталық", logo=pages.make_image())
    return pages.make_home()


@pytest.fixture
def index(home):
    return factories.make_event_index(home)


def event(client, url="/kk/events/a/"):
    return by_type(client.get(url))["Event"]


def embedding(*opportunities):
    return [("application_form", {"opportunity": opportunity}) for opportunity in opportunities]


def test_event_says_all_that_is_asked_for(client, index):
    factories.make_event(
        index,
        slug="a",
        title="Форум",
        starts_at=factories.local(2026, 12, 20, 9, 30),
        languages=["kk", "ru"],
        body=embedding(make_opportunity()),
    )

    found = event(client)

    assert lacking(found) == []
    assert (found["startDate"], found["endDate"]) == ("2026-12-20T09:30:00+05:00", "2026-12-20T11:30:00+05:00")
    assert found["eventStatus"] == f"{SCHEMA}EventScheduled"
    assert found["eventAttendanceMode"] == f"{SCHEMA}OfflineEventAttendanceMode"
    assert found["inLanguage"] == ["kk", "ru"]
    assert found["organizer"]["name"] == "Президенттік орталық"
    assert lacking(found["organizer"], "publisher") == []
    assert lacking(found["location"]) == []
    assert found["location"] == {
        "@type": "Place",
        "name": "Кітапхана",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "Бейбітшілік көшесі, 1",
            "addressLocality": "Астана",
            "addressCountry": "KZ",
        },
    }


def test_event_that_lasts_all_day_has_dates_alone(client, index):
    start, end = factories.local(2026, 12, 20), factories.local(2026, 12, 21)
    factories.make_event(index, slug="a", starts_at=start, ends_at=end, is_all_day=True)

    assert (event(client)["startDate"], event(client)["endDate"]) == ("2026-12-20", "2026-12-21")


def test_event_online_takes_place_at_an_address_of_the_net(client, index):
    factories.make_event(index, slug="a", attendance="online", online_url="https://meet.example.org/forum")

    found = event(client)

    assert found["eventAttendanceMode"] == f"{SCHEMA}OnlineEventAttendanceMode"
    assert found["location"] == {"@type": "VirtualLocation", "url": "https://meet.example.org/forum"}


@pytest.mark.parametrize(("status", "said"), [("postponed", "EventPostponed"), ("cancelled", "EventCancelled")])
def test_event_says_that_it_is_off(client, index, status, said):
    factories.make_event(index, slug="a", status=status)

    assert event(client)["eventStatus"] == SCHEMA + said


def test_place_and_organiser_are_named_in_the_readers_language(client, home, index):
    venue = factories.make_venue()
    page = factories.make_event(index, venue=venue, organiser="Жастар одағы")
    for instance in (venue, home, index):
        pages.translated(instance, "ru")
    russian = pages.translated(page, "ru")

    found = event(client, russian.url)

    assert found["location"]["name"] == "[ru] Кітапхана"
    assert found["organizer"]["name"] == "[ru] Жастар одағы"


def test_offer_is_a_place_as_a_volunteer(client, index):
    opportunity = make_opportunity(
        (2, 3), code="forum", name="Қызметкерлерге арналған атау", closes_at=timezone.now() + factories.DAY
    )
    factories.make_event(index, slug="a", body=embedding(opportunity))

    [offer] = event(client)["offers"]

    assert lacking(offer) == []
    assert offer["url"] == f"{BASE}/kk/events/a/#apply-forum"
    assert (offer["price"], offer["priceCurrency"]) == (0, "KZT")
    assert offer["availability"] == f"{SCHEMA}InStock"
    assert offer["inventoryLevel"]["value"] == 5
    assert datetime.datetime.fromisoformat(offer["validFrom"]).utcoffset() == datetime.timedelta(hours=5)
    assert "Қызметкерлерге" not in client.get("/kk/events/a/").content.decode()


def test_opportunity_without_shifts_counts_no_places(client, index):
    factories.make_event(index, slug="a", body=embedding(make_opportunity(places=())))

    [offer] = event(client)["offers"]

    assert "inventoryLevel" not in offer
    assert offer["availability"] == f"{SCHEMA}InStock"


CLOSED = {
    "not yet open": {"opens_at": datetime.timedelta(days=1)},
    "closed": {"opens_at": datetime.timedelta(days=-2), "closes_at": datetime.timedelta(days=-1)},
    "cancelled": {"cancelled_at": datetime.timedelta(0)},
}


@pytest.mark.parametrize("why", CLOSED)
def test_what_cannot_be_had_is_not_offered(client, index, why):
    moments = {name: timezone.now() + delta for name, delta in CLOSED[why].items()}
    form = make_form()
    shut, open_ = make_opportunity(form=form, **moments), make_opportunity(form=form)
    factories.make_event(index, slug="a", body=embedding(shut, open_))

    assert len(event(client)["offers"]) == 1


def test_event_that_is_over_offers_nothing(client, index):
    factories.make_event(index, slug="a", starts_at=timezone.now() - factories.DAY, body=embedding(make_opportunity()))

    assert "offers" not in event(client)


def test_kept_page_tells_of_the_last_place_as_soon_as_it_is_taken(index, settings):
    settings.PAGE_CACHE_SECONDS = 300
    opportunity = make_opportunity((1,))
    application = make_application(opportunity)
    factories.make_event(index, slug="a", body=embedding(opportunity))
    [before] = by_type(keep("/kk/events/a/"))["Event"]["offers"]

    with committed():
        applications.accept(application=application, by=pages.make_superuser())

    [after] = by_type(visit("/kk/events/a/"))["Event"]["offers"]
    assert (before["availability"], before["inventoryLevel"]["value"]) == (f"{SCHEMA}InStock", 1)
    assert (after["availability"], after["inventoryLevel"]["value"]) == (f"{SCHEMA}SoldOut", 0)


def test_lesson_is_a_resource_for_learning(client, home):
    lessons = factories.make_lesson_index(home)
    factories.make_lesson(lessons, slug="a", topic="Елорда", subject="Тарих", summary="Мәтін")

    lesson = by_type(client.get("/kk/lessons/a/"))["LearningResource"]

    assert lacking(lesson) == []
    assert (lesson["about"], lesson["educationalLevel"], lesson["timeRequired"]) == ("Елорда", "Сыныптар: 5–7", "PT45M")
    assert lesson["educationalAlignment"]["targetName"] == "Тарих"
    assert [each["educationalRole"] for each in lesson["audience"]] == ["student", "teacher"]
