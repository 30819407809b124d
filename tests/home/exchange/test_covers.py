"""Covers in files: pictures of the library, by title or file name, as far as the editor may choose them."""

from pathlib import PurePath

import pytest
from wagtail.models import Collection

from home.exchange import plan as plans
from home.exchange.files import read
from home.exchange.kinds import kind_named
from home.exchange.lines import Outcome
from home.models import CreditedImage
from tests.home import factories
from tests.home.exchange.files import content_of, csv_of, named, rows_of
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db
EXPORT = "/admin/exchange/export/?kind=news&language=kk&export="
IN_THE_LIBRARY = "There is no picture of this title or file name: %s."


@pytest.fixture
def index():
    return factories.make_news_index(factories.make_home())


@pytest.fixture
def editor():
    return make_member("Editors")


def file_name(image):
    return PurePath(image.file.name).name


def drawn_up(index, user, *rows):
    kind = kind_named("news")
    return plans.draw_up(kind, index, read(csv_of(*rows), kind.is_heading), user)


def covered(index, user, cell):
    """The one line of a file with one new page."""
    return drawn_up(index, user, ["title", "cover"], ["Көрме", cell]).lines[0]


def said(line):
    return [(mistake.heading, mistake.message) for mistake in line.mistakes]


def hidden(image):
    """Away, in a collection from which editors may choose nothing."""
    beside = Collection(name="Басқа", depth=1, path="0002")
    Collection.objects.bulk_create([beside])
    CreditedImage.objects.filter(pk=image.pk).update(collection=Collection.objects.get(name="Басқа"))
    return image


def test_a_cover_is_found_by_title_and_by_file_name(index, editor):
    image, _other = factories.make_image(title="Дала таңы"), factories.make_image()
    for cell in ("Дала таңы", "дала  таңы", file_name(image), file_name(image).upper()):
        line = covered(index, editor, cell)
        assert (said(line), line.page.cover) == ([], image), cell


def test_without_a_picture_in_the_cell_a_page_has_none(index, editor):
    page = factories.make_news(index, cover=factories.make_image(title="Дала"))
    assert covered(index, editor, "").page.cover is None
    [line] = drawn_up(index, editor, ["number", "cover"], [page.pk, ""]).lines
    assert [tuple(change) for change in line.changes] == [("Cover", "Дала", "", "")]


def test_a_picture_that_is_not_there_is_a_mistake_of_its_cell(index, editor):
    factories.make_image(title="Дала")
    assert said(covered(index, editor, "Даланың")) == [("Cover", IN_THE_LIBRARY % "Даланың")]


def test_of_pictures_with_one_title_the_file_name_tells(index, editor):
    first, second = (factories.make_image(title="Дала") for _number in range(2))
    names = "; ".join(sorted(map(file_name, (first, second))))
    message = f"Several pictures bear this title. Give the file name of one: {names}"
    assert said(covered(index, editor, "Дала")) == [("Cover", message)]
    assert covered(index, editor, file_name(second)).page.cover == second


def test_a_picture_that_is_not_hers_to_choose_is_not_told(index, editor):
    image = hidden(factories.make_image(title="Құпия"))
    for cell in ("Құпия", file_name(image)):
        assert said(covered(index, editor, cell)) == [("Cover", IN_THE_LIBRARY % cell)]


def test_covers_that_were_exported_change_nothing_when_they_come_back(index, editor):
    """One title borne twice, a title that is another's file name, and a picture that others may choose."""
    alone, first, second = (factories.make_image(title=title) for title in ("=Дала", "Қала", "Қала"))
    misleading, secret = factories.make_image(title=file_name(alone)), hidden(factories.make_image(title="Құпия"))
    for image in (alone, first, second, misleading, secret, None):
        factories.make_news(index, cover=image)
    client = browser_of(editor)

    shown = {row[5] for row in rows_of(client.get(f"{EXPORT}xlsx"))}
    assert shown == {"Cover", "=Дала", file_name(first), file_name(second), file_name(misleading), "Құпия", None}
    for file_format in ("xlsx", "csv"):
        kind = kind_named("news")
        sheet = read(named(content_of(client.get(EXPORT + file_format)), "news"), kind.is_heading)
        plan = plans.draw_up(kind, index, sheet, editor)
        assert [(line.outcome, line.mistakes) for line in plan.lines] == [(Outcome.UNCHANGED, [])] * 6


def test_an_imported_cover_stands_in_the_draft(index, editor):
    page, image = factories.make_news(index), factories.make_image(title="Дала")
    kind = kind_named("news")
    sheet = read(csv_of(["number", "cover"], [page.pk, "Дала"]), kind.is_heading)
    shown = plans.draw_up(kind, index, sheet, editor).fingerprint
    plans.carry_out(kind, index, sheet, editor, shown=shown, file_name="news.csv")
    page = factories.fresh(page)
    assert (page.cover, page.get_latest_revision_as_object().cover) == (None, image)
