"""Writing events and lessons in the admin."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import Translation

from events.models import EventPage, LessonPage
from tests.events import factories
from tests.home import factories as pages
from tests.volunteers.factories import make_opportunity

pytestmark = pytest.mark.django_db

COMMENTS = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0}
PAGE = {
    "title": "Іс-шара",
    "slug": "event",
    "seo_title": "",
    "search_description": "",
    "summary": "",
    "cover": "",
    "body": streamfield([]),
    "comments": COMMENTS,
}


@pytest.fixture
def home():
    return pages.make_home()


@pytest.fixture
def index(home):
    return factories.make_event_index(home)


@pytest.fixture
def editor(client, home):
    client.force_login(pages.make_superuser())
    return client


def event_form(**fields):
    data = {
        **PAGE,
        "starts_at": "2026-12-01 10:00",
        "ends_at": "2026-12-01 12:00",
        "attendance": "in_person",
        "venue": "",
        "online_url": "",
        "scale": "city",
        "languages": ["kk", "ru"],
        "organiser": "",
        "status": "scheduled",
        "action-publish": "1",
        **fields,
    }
    languages = data.pop("languages")
    return nested_form_data(data) | {"languages": languages}


def add_url(index, model):
    return reverse("wagtailadmin_pages:add", args=["events", model, index.pk])


def test_an_editor_publishes_an_event_with_its_form(editor, index):
    venue, opportunity = factories.make_venue(), make_opportunity()
    body = streamfield([("application_form", {"opportunity": opportunity.pk})])
    url = add_url(index, "eventpage")
    assert editor.get(url).status_code == 200

    editor.post(url, event_form(venue=venue.pk, body=body))

    event = EventPage.objects.get()
    assert (event.live, event.languages, event.venue) == (True, ["kk", "ru"], venue)
    assert event.starts_at == datetime.datetime(2026, 12, 1, 5, 0, tzinfo=datetime.UTC)
    assert list(event.opportunities.all()) == [opportunity]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"ends_at": "2026-12-01 10:00"}, "ends_at"),
        ({}, "venue"),
        ({"attendance": "online"}, "online_url"),
    ],
)
def test_a_mistake_is_told_beside_its_field(editor, index, fields, wrong):
    if wrong == "ends_at":
        fields = {**fields, "venue": factories.make_venue().pk}

    response = editor.post(add_url(index, "eventpage"), event_form(**fields))

    soup = BeautifulSoup(response.content, "html.parser")
    assert list(response.context["form"].errors) == [wrong]
    assert soup.select_one(f"#panel-child-content-child-{wrong}-errors, [id$='{wrong}-errors']") is not None
    assert not EventPage.objects.exists()


def test_every_label_begins_with_a_capital(editor, index):
    response = editor.get(add_url(index, "eventpage"))

    labels = [field.label for field in response.context["form"]]
    assert [label for label in labels if label[:1] != label[:1].upper()] == []


def test_an_editor_publishes_a_lesson(editor, home):
    index = factories.make_lesson_index(home)
    holding, document = factories.make_holding(), pages.make_document()
    data = {
        **PAGE,
        "topic": "Елорда",
        "subject": "Тарих",
        "grade_from": "5",
        "grade_to": "7",
        "duration_minutes": "45",
        "takeaways": rich_text("<p>Білім</p>"),
        "holdings": streamfield([("holding", holding.pk)]),
        "materials": streamfield([("document", document.pk)]),
    }

    editor.post(add_url(index, "lessonpage"), nested_form_data(data) | {"action-publish": "1"})

    lesson = LessonPage.objects.get()
    assert (lesson.live, lesson.shown_holdings, lesson.materials[0].value) == (True, [holding], document)


def test_a_new_event_can_be_previewed(editor, index):
    url = reverse("wagtailadmin_pages:preview_on_add", args=["events", "eventpage", index.pk])
    data = event_form(venue=factories.make_venue().pk)

    assert editor.post(url, data).json() == {"is_valid": True, "is_available": True}

    assert editor.get(url, {"mode": ""}).status_code == 200


def test_a_translation_can_be_edited_and_previewed(editor, home):
    lesson = factories.make_lesson(
        factories.make_lesson_index(home),
        takeaways="<p>Білім</p>",
        holdings=[("holding", factories.make_holding())],
        body=[("application_form", {"opportunity": make_opportunity()}), ("rich_text", "<p>Мәтін</p>")],
    )
    russian = pages.submit(lesson, "ru")
    translation = Translation.objects.get(source__object_id=lesson.translation_key)

    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[russian.pk]))
    preview = editor.get(reverse("wagtail_localize:preview_translation", args=[translation.pk]))

    assert (edit.status_code, preview.status_code) == (200, 200)
