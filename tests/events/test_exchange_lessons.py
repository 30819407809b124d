"""Lessons in files: numbers, and lists of holdings and documents by what people call them."""

from pathlib import PurePath

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from events.models import LessonPage
from home.exchange import plan as plans
from home.exchange.files import read
from home.exchange.kinds import kind_named
from home.exchange.library import documents
from home.exchange.lines import Outcome
from tests.events import factories
from tests.home import factories as pages
from tests.home.exchange.files import content_of, csv_of, named, rows_of
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db
EXPORT = "/admin/exchange/export/?kind=lessons&language="
GOOD = {"title": "Сабақ", "topic": "Елорда", "grade_from": "5", "grade_to": "7"}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def index():
    return factories.make_lesson_index(pages.make_home())


@pytest.fixture
def editor():
    return make_member("Editors")


def sheet_of(file):
    kind = kind_named("lessons")
    return kind, read(file, kind.is_heading)


def drawn_up(index, user, file):
    kind, sheet = sheet_of(file)
    return plans.draw_up(kind, index, sheet, user)


def carried_out(index, user, **cells):
    """A file with one good lesson, but for `cells`, by key."""
    row = {**GOOD, **cells}
    kind, sheet = sheet_of(csv_of(list(row), list(row.values())))
    shown = plans.draw_up(kind, index, sheet, user).fingerprint
    plans.carry_out(kind, index, sheet, user, shown=shown, file_name="lessons.csv")
    return LessonPage.objects.latest("pk")


def planned(index, user, **cells):
    row = {**GOOD, **cells}
    return drawn_up(index, user, csv_of(list(row), list(row.values()))).lines[0]


def mistakes(line):
    return [(mistake.heading, mistake.message) for mistake in line.mistakes]


def shown_in(lesson):
    return [block.value for block in lesson.holdings], [block.value for block in lesson.materials]


def stream(block, *values):
    return [(block, value) for value in values]


def test_a_lesson_comes_with_all_its_facts(index, editor):
    holding, other = factories.make_holding(title="Хат"), factories.make_holding()
    document = pages.make_document(title="Жұмыс парағы")
    image = pages.make_image(title="Дала")
    lesson = carried_out(
        index,
        editor,
        summary="Қысқа",
        cover="Дала",
        subject="Тарих",
        duration_minutes="90",
        holdings=f"{other.title}; хат",
        materials=PurePath(document.file.name).name,
        takeaways="Бірінші\n\nекінші <b>",
        body="Мәтін",
    )
    assert (lesson.live, lesson.cover, lesson.subject, lesson.summary) == (False, image, "Тарих", "Қысқа")
    assert (lesson.grade_from, lesson.grade_to, lesson.duration_minutes) == (5, 7, 90)
    assert shown_in(lesson) == ([other, holding], [document])
    assert (lesson.takeaways, lesson.body[0].value.source) == (
        "<p>Бірінші</p><p>екінші &lt;b&gt;</p>",
        "<p>Мәтін</p>",
    )


def test_without_a_duration_it_has_the_usual_one(index, editor):
    assert carried_out(index, editor).duration_minutes == 45


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"grade_from": "бесінші"}, ("From grade", "A whole number from 1 to 12.")),
        ({"grade_from": "5,5"}, ("From grade", "A whole number from 1 to 12.")),
        ({"grade_to": ""}, ("To grade", "This field is required.")),
        ({"grade_to": "13"}, ("To grade", "Ensure this value is less than or equal to 12.")),
        ({"grade_to": "4"}, ("To grade", "The last grade cannot come before the first.")),
        ({"topic": ""}, ("Topic", "This field is required.")),
        ({"holdings": "Хат; Жоқ хат"}, ("Holdings used", "There is no holding of this title: Жоқ хат.")),
        (
            {"materials": "Жоқ парақ"},
            ("Materials to download", "There is no document of this title or file name: Жоқ парақ."),
        ),
    ],
    ids=lambda each: "",
)
def test_a_mistake_is_said_beside_its_column(index, editor, cells, said):
    factories.make_holding(title="Хат")
    assert mistakes(planned(index, editor, **cells)) == [said]


def test_of_holdings_with_one_title_the_shelfmark_tells(index, editor):
    factories.make_holding(title="Хат", shelfmark="М-1")
    other = factories.make_holding(title="Хат", shelfmark="М-2")
    assert mistakes(planned(index, editor, holdings="Хат")) == [
        ("Holdings used", "Several holdings bear this title. Which one? Хат, М-1; Хат, М-2")
    ]
    assert shown_in(planned(index, editor, holdings="Хат, М-2").page)[0] == [other]


def test_a_holding_is_known_by_its_title_in_any_language(index, editor):
    holding = factories.make_holding(title="Хат")
    pages.translated(holding, "ru")
    assert shown_in(planned(index, editor, holdings="[ru] Хат").page)[0] == [holding]


def test_what_is_exported_changes_nothing_when_it_comes_back(index, editor):
    letters = [factories.make_holding(title="Хат", shelfmark=f"М-{number}") for number in (1, 2)]
    listed = factories.make_holding(title="Хаттар; күнделік")
    papers = [pages.make_document(title="Парақ") for _number in range(2)]
    lesson = factories.make_lesson(
        index,
        subject="Тарих",
        takeaways="<p>Мәтін <b>қалың</b></p>",
        holdings=stream("holding", *letters, listed),
        materials=stream("document", *papers),
    )
    factories.make_lesson(index)
    pages.translated(letters[0], "ru")
    pages.translated(index, "ru")
    pages.translated(lesson, "ru")

    for file_format in ("xlsx", "csv"):
        content = content_of(browser_of(editor).get(f"{EXPORT}&export={file_format}"))
        plan = drawn_up(index, editor, named(content, "lessons"))
        assert [(line.outcome, line.changes, line.mistakes) for line in plan.lines] == [(Outcome.UNCHANGED, [], [])] * 3


def test_of_a_list_that_changes_what_stays_is_the_same_block(index, editor):
    staying, leaving, coming = (factories.make_holding(title=title) for title in ("Хат", "Сурет", "Карта"))
    lesson = factories.make_lesson(
        index, holdings=stream("holding", leaving, staying), takeaways="<p>Мәтін <b>қалың</b></p>"
    )
    before = {block.value: block.id for block in lesson.holdings}
    [line] = drawn_up(index, editor, csv_of(["number", "holdings"], [lesson.pk, "Карта; Хат"])).lines

    assert [tuple(change) for change in line.changes] == [("Holdings used", "Сурет; Хат", "Карта; Хат", "")]
    assert shown_in(line.page)[0] == [coming, staying]
    assert line.page.holdings[1].id == before[staying]
    assert line.page.takeaways == "<p>Мәтін <b>қалың</b></p>"


def test_a_name_with_a_semicolon_is_written_with_a_comma_and_stays_one(index, editor):
    listed, coming = factories.make_holding(title="Хаттар; күнделік"), factories.make_holding(title="Карта")
    lesson = factories.make_lesson(index, holdings=stream("holding", listed))
    assert "Хаттар, күнделік" in content_of(browser_of(editor).get(f"{EXPORT}&export=csv")).decode()

    [line] = drawn_up(index, editor, csv_of(["number", "holdings"], [lesson.pk, "Хаттар, күнделік; Карта"])).lines

    assert shown_in(line.page)[0] == [listed, coming]


def test_a_document_is_found_where_it_stands_though_she_may_not_choose_it(index):
    document, stranger = pages.make_document(title="Парақ"), make_member(None)

    assert documents().find("парақ", stranger, {document.pk}) == document
    with pytest.raises(ValidationError, match="There is no document"):
        documents().find("парақ", stranger)


def test_an_emptied_cell_empties_the_list(index, editor):
    lesson = factories.make_lesson(index, holdings=stream("holding", factories.make_holding(title="Хат")))
    [line] = drawn_up(index, editor, csv_of(["number", "holdings"], [lesson.pk, ""])).lines
    assert (line.outcome, shown_in(line.page)[0]) == (Outcome.CHANGED, [])


def test_an_export_costs_the_same_for_two_lessons_and_for_ten(index, editor):
    client, holding, document = browser_of(editor), factories.make_holding(), pages.make_document()

    def cost(count):
        while LessonPage.objects.count() < count:
            factories.make_lesson(
                index, holdings=stream("holding", holding), materials=stream("document", document)
            ).save_revision()
        with CaptureQueriesContext(connection) as queries:
            rows = rows_of(client.get(f"{EXPORT}kk&export=xlsx"))
        assert {row[11] for row in rows[1:]} == {holding.title}
        return len(queries)

    cost(2)
    assert cost(2) == cost(10)


def test_the_list_of_lessons_leads_there(index, editor):
    page = browser_of(editor).get(f"/admin/pages/{index.pk}/").content.decode()
    assert f'href="/admin/exchange/?place={index.pk}"' in page
