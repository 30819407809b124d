"""News out of the admin as a file, and back: what an import says it would do, and what it does."""

import datetime
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission, PageLogEntry
from wagtail.users.models import UserProfile

from home.exchange import plan as plans
from home.exchange.files import read
from home.exchange.kinds import kind_named
from home.exchange.lines import Outcome
from home.exchange.plan import NotAsShown
from home.models import NewsPage
from tests.home import factories
from tests.home.exchange.files import content_of, csv_of, named, rows_of, xlsx_of
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db
START, CARRY_OUT, EXPORT = "/admin/exchange/", "/admin/exchange/import/", "/admin/exchange/export/"
HEADINGS = ["Title", "Summary", "Published on"]
DAY = datetime.date(2027, 3, 1)


@pytest.fixture
def index():
    return factories.make_news_index(factories.make_home())


@pytest.fixture
def editor():
    return make_member("Editors")


@pytest.fixture
def client(editor):
    return browser_of(editor)


def drawn_up(index, user, *rows):
    kind = kind_named("news")
    return plans.draw_up(kind, index, read(csv_of(*rows), kind.is_heading), user)


def carried_out(index, user, *rows):
    kind = kind_named("news")
    sheet = read(csv_of(*rows), kind.is_heading)
    shown = plans.draw_up(kind, index, sheet, user).fingerprint
    return plans.carry_out(kind, index, sheet, user, shown=shown, file_name="news.csv")


def mistakes(plan):
    return [(line.number, mistake.heading, mistake.message) for line in plan.lines for mistake in line.mistakes]


def outcomes(plan):
    return [line.outcome for line in plan.lines]


def uploaded(client, index, file):
    return client.post(START, {"place": index.pk, "file": file})


def confirmed(client, response):
    parcel = re.search(r'name="parcel" value="([^"]+)"', response.content.decode())[1]
    return client.post(CARRY_OUT, {"parcel": parcel})


def exported(client, query="kind=news&language=kk"):
    return rows_of(client.get(f"{EXPORT}?{query}&export=xlsx"))


def test_new_rows_come_as_drafts_once_they_are_confirmed(client, editor, index):
    file = csv_of(
        ["Название", "Краткое описание", "Дата публикации", "Содержание"],
        ["Көрме", "Қысқа", "01.03.2027", "Бірінші <b>\n\nекінші"],
        delimiter=";",
    )
    seen = uploaded(client, index, file)
    assert NewsPage.objects.count() == 0

    response = confirmed(client, seen)

    assert response.url == f"/admin/pages/{index.pk}/"
    page = NewsPage.objects.get()
    assert (page.title, page.summary, page.published_on) == ("Көрме", "Қысқа", DAY)
    assert (page.live, page.has_unpublished_changes, page.owner) == (False, True, editor)
    assert (page.slug, page.locale.language_code) == ("korme", "kk")
    assert page.body[0].value.source == "<p>Бірінші &lt;b&gt;</p><p>екінші</p>"
    assert page.get_latest_revision_as_object().title == "Көрме"


def test_each_page_says_in_its_history_whence_it_came(client, editor, index):
    page = factories.make_news(index, title="Ескі")
    carried_out(index, editor, ["number", "title"], [page.pk, "Түзетілген"], ["", "Жаңа"])

    entries = PageLogEntry.objects.filter(action="home.import").order_by("pk")
    assert [(entry.label, entry.user, entry.data) for entry in entries] == [
        ("Түзетілген", editor, {"file": "news.csv", "row": 2}),
        ("Жаңа", editor, {"file": "news.csv", "row": 3}),
    ]
    assert "Imported from news.csv, row 2" in client.get(f"/admin/pages/{page.pk}/history/").content.decode()


def test_a_live_page_gets_a_draft_and_stays_as_it_is(index, editor):
    page = factories.make_news(index, title="Ескі", published_on=DAY)

    plan = carried_out(index, editor, ["number", "title"], [page.pk, "Түзетілген"])

    [line] = plan.lines
    assert [tuple(change) for change in line.changes] == [("Title", "Ескі", "Түзетілген", "kk")]
    page.refresh_from_db()
    assert (page.title, page.live, page.has_unpublished_changes) == ("Ескі", True, True)
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.published_on) == ("Түзетілген", DAY)


def test_what_is_exported_changes_nothing_when_it_comes_back(client, editor, index):
    body = [("rich_text", "<p>Мәтін <b>қалың</b></p>")]
    factories.make_news(index, title="=1+1", summary="Екі\r\nжол", published_on=DAY, body=body)
    draft = factories.make_news(index, title="Жарияланған")
    draft.title = "Қолжазба"
    draft.save_revision()

    assert {row[3] for row in exported(client)} == {"Title", "=1+1", "Қолжазба"}
    for file_format in ("xlsx", "csv"):
        response = client.get(f"{EXPORT}?kind=news&language=kk&export={file_format}")
        kind = kind_named("news")
        sheet = read(named(content_of(response), "news"), kind.is_heading)
        plan = plans.draw_up(kind, index, sheet, editor)
        assert outcomes(plan) == [Outcome.UNCHANGED, Outcome.UNCHANGED]


def test_an_edited_export_changes_its_pages_and_keeps_their_bodies(client, editor, index):
    page = factories.make_news(index, title="Ескі", body=[("rich_text", "<p>Мәтін <b>қалың</b></p>")])
    rows = exported(client)
    rows[1][3] = "Жаңа"

    confirmed(client, uploaded(client, index, xlsx_of(*rows)))

    assert NewsPage.objects.count() == 1
    draft = factories.fresh(page).get_latest_revision_as_object()
    assert (draft.title, draft.body[0].value.source) == ("Жаңа", "<p>Мәтін <b>қалың</b></p>")


def test_an_emptied_cell_empties_the_field(index, editor):
    page = factories.make_news(index, summary="Қысқа", published_on=DAY)
    plan = drawn_up(index, editor, ["number", "summary", "published_on"], [page.pk, "", ""])
    assert mistakes(plan) == [(2, "Published on", "This field cannot be null.")]
    carried_out(index, editor, ["number", "summary"], [page.pk, ""])
    assert factories.fresh(page).get_latest_revision_as_object().summary == ""


def test_every_mistake_is_said_with_its_row_and_column(index, editor):
    plan = drawn_up(
        index,
        editor,
        ["number", "language", "title", "summary", "published_on"],
        ["", "", "Дұрыс", "", "2027-03-01"],
        ["", "", "", "", "2027-03-01"],
        ["", "", "Көрме", "а" * 301, "31.02.2027"],
        ["999999", "", "Көрме", "", ""],
        ["жиырма", "", "Көрме", "", ""],
        ["", "русский", "Көрме", "", "2027-03-02"],
        ["", "Қазақша", "дұрыс ", "", "2027-03-01"],
    )
    assert mistakes(plan) == [
        (3, "Title", "This field is required."),
        (4, "Summary", "Ensure this value has at most 300 characters (it has 301)."),
        (4, "Published on", "A day, such as 31/12/2027."),
        (5, "Page number", "There is no such page: 999999. Leave the cell empty for a new one."),
        (6, "Page number", "There is no such page: жиырма. Leave the cell empty for a new one."),
        (7, "Language", "New pages of this import are in Қазақша."),
        (8, "", "Row 2 is about the same page."),
    ]
    assert outcomes(plan)[0] == Outcome.NEW


def test_a_file_with_one_mistake_imports_nothing(client, index):
    response = uploaded(client, index, csv_of(HEADINGS, ["Көрме", "", "01.03.2027"], ["", "", "01.03.2027"]))
    assert "1 row with a mistake" in response.content.decode()

    again = confirmed(client, response)

    assert again.status_code == 200
    assert NewsPage.objects.count() == 0


def test_an_import_that_stumbles_halfway_leaves_nothing(index, editor, monkeypatch):
    """The second page is found wrong only when it stands in the tree."""
    clean = NewsPage.clean

    def refuse_in_the_tree(page):
        clean(page)
        if page.path and page.title == "Екінші":
            raise ValidationError({"title": "Refused."})

    monkeypatch.setattr(NewsPage, "clean", refuse_in_the_tree)
    with pytest.raises(NotAsShown) as raised:
        carried_out(index, editor, ["title"], ["Бірінші"], ["Екінші"])

    assert mistakes(raised.value.plan) == [(3, "Title", "Refused.")]
    assert NewsPage.objects.count() == 0
    assert PageLogEntry.objects.filter(action="home.import").count() == 0


def test_a_file_imported_twice_makes_no_page_twice(client, index):
    seen = uploaded(client, index, csv_of(HEADINGS, ["Көрме", "", "01.03.2027"]))
    confirmed(client, seen)
    again = confirmed(client, seen)

    page = NewsPage.objects.get()
    assert f"To change it, give its number: {page.pk}." in again.content.decode()
    assert "Nothing was imported" in again.content.decode()


def test_pages_changed_meanwhile_are_shown_again(client, editor, index):
    page = factories.make_news(index, title="Ескі", summary="Қысқа")
    seen = uploaded(client, index, csv_of(["number", "title"], [page.pk, "Файлдан"]))
    page.title = "Басқа редактордан"
    page.save_revision()

    again = confirmed(client, seen)

    assert "Басқа редактордан" in again.content.decode()
    assert factories.fresh(page).get_latest_revision_as_object().title == "Басқа редактордан"
    confirmed(client, again)
    assert factories.fresh(page).get_latest_revision_as_object().title == "Файлдан"


def test_slugs_differ_within_a_file_and_from_what_is_there(index, editor):
    factories.make_news(index, title="Басқа", slug="korme")
    carried_out(index, editor, ["title", "published_on"], ["Көрме", "2027-03-01"], ["Көрме", "2027-03-02"])
    slugs = NewsPage.objects.filter(title="Көрме").order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["korme-2", "korme-3"]


def test_a_text_for_a_page_that_exists_is_refused(index, editor):
    page = factories.make_news(index)
    plan = drawn_up(index, editor, ["number", "body"], [page.pk, "Мәтін"])
    assert mistakes(plan) == [
        (2, "Body", "The text of a page that exists is changed in its editor. Leave this cell empty.")
    ]


def test_a_translation_is_not_changed_past_its_source(index, editor):
    page = factories.make_news(index, title="Көрме")
    factories.translated(index, "ru")
    translation = factories.translated(page, "ru")
    rows = ["number", "title"], [translation.pk, "Выставка"]
    assert mistakes(drawn_up(index, editor, *rows)) == [
        (2, "", "This page is a translation: change it where it is translated, or change its source.")
    ]
    same = drawn_up(index, editor, ["number", "title"], [translation.pk, translation.title])
    assert outcomes(same) == [Outcome.UNCHANGED]


def test_a_locked_page_is_not_changed(index, editor):
    page = factories.make_news(index)
    page.locked = True
    page.save()
    plan = drawn_up(index, editor, ["number", "title"], [page.pk, "Басқа"])
    assert mistakes(plan) == [(2, "", "This page is locked.")]


def test_headings_are_known_by_key_and_in_three_languages(index, editor):
    for title in ("title", "Атауы", "Название", "TITLE "):
        assert outcomes(drawn_up(index, editor, [title], ["Көрме"])) == [Outcome.NEW]


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (["Title", "Автор"], "Unknown heading in column 2: “Автор”."),
        (["Title", ""], "Unknown heading in column 2: “”."),
        (["Title", "Атауы"], "The heading “Атауы” stands there twice."),
        (["Summary", "Published on"], "The first row of the file must hold the headings"),
    ],
)
def test_headings_that_would_lose_something_are_refused(client, index, headings, said):
    response = uploaded(client, index, csv_of(headings, ["а", "б"]))
    assert said in response.content.decode()


def test_only_a_place_where_one_may_add_pages_is_offered(index):
    elsewhere = factories.make_page(index.get_parent())
    writer = make_member(None)
    group = Group.objects.create(name="Авторлар")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    add = Permission.objects.get(codename="add_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=elsewhere, permission=add)
    writer.groups.add(group)
    client = browser_of(writer)

    assert "There is no list below which you may add pages." in client.get(START).content.decode()
    response = uploaded(client, index, csv_of(HEADINGS, ["Көрме", "", ""]))
    assert response.context["form"].errors["place"] == [
        f"Select a valid choice. {index.pk} is not one of the available choices."
    ]


def test_who_may_no_longer_add_pages_imports_nothing(client, editor, index):
    seen = uploaded(client, index, csv_of(HEADINGS, ["Көрме", "", ""]))
    GroupPagePermission.objects.filter(group__name="Editors", permission__codename="add_page").delete()
    confirmed(client, seen)
    assert NewsPage.objects.count() == 0


def test_a_page_that_one_may_not_change_stays(index):
    page = factories.make_news(index)
    GroupPagePermission.objects.filter(group__name="Editors").exclude(permission__codename="add_page").delete()
    plan = drawn_up(index, make_member("Editors"), ["number", "summary"], [page.pk, "Басқа"])
    assert mistakes(plan) == [(2, "", "You may not change this page.")]
    assert (plan.lines[0].title, plan.lines[0].page) == ("", None)


def test_what_was_shown_to_another_is_not_carried_out(client, index):
    seen = uploaded(client, index, csv_of(HEADINGS, ["Көрме", "", ""]))
    response = confirmed(browser_of(make_member("Editors")), seen)
    assert response.url == START
    assert NewsPage.objects.count() == 0


@pytest.mark.parametrize("parcel", ["", "forged:parcel", None])
def test_a_forged_parcel_imports_nothing(client, index, parcel):
    response = client.post(CARRY_OUT, {"parcel": parcel} if parcel is not None else {})
    assert response.url == START


@pytest.mark.parametrize("role", [None, "Reviewers"])
def test_others_export_nothing(index, role):
    factories.make_news(index, title="Қолжазба")
    response = browser_of(make_member(role)).get(f"{EXPORT}?kind=news&export=csv")
    assert response.status_code == 302


def test_only_pages_that_one_may_change_are_exported(index):
    factories.make_news(index, title="Бөтен")
    GroupPagePermission.objects.filter(group__name="Editors").delete()
    GroupPagePermission.objects.create(
        group=Group.objects.get(name="Editors"),
        page=factories.make_page(index.get_parent()),
        permission=Permission.objects.get(codename="add_page", content_type__app_label="wagtailcore"),
    )
    assert len(exported(browser_of(make_member("Editors")))) == 1


def test_an_export_is_of_one_language_or_of_all(client, index):
    page = factories.make_news(index, title="Көрме")
    factories.translated(index, "ru")
    factories.translated(page, "ru")
    assert [row[1] for row in exported(client)] == ["Language", "Қазақша"]
    assert [row[1] for row in exported(client, "kind=news&language=")] == ["Language", "Қазақша", "Русский"]


def test_an_export_costs_the_same_for_three_pages_and_for_thirty(client, index):
    def cost(count):
        while NewsPage.objects.count() < count:
            factories.make_news(index).save_revision()
        with CaptureQueriesContext(connection) as queries:
            assert len(exported(client)) == count + 1
        return len(queries)

    cost(3)
    assert cost(3) == cost(30)


def test_no_cell_of_an_export_is_a_formula(client, index):
    factories.make_news(index, title="=1+1", summary="@SUM(A1)")
    content = content_of(client.get(f"{EXPORT}?kind=news&export=csv")).decode()
    assert "'=1+1,'@SUM(A1)" in content


@pytest.mark.parametrize("export_format", ["csv", "xlsx"])
def test_an_export_speaks_the_readers_language(client, editor, index, export_format):
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": "ru"})
    factories.make_news(index)
    file = named(content_of(client.get(f"{EXPORT}?kind=news&export={export_format}")), "news")
    assert read(file, kind_named("news").is_heading).headings[3] == "Название"


def test_an_empty_template_holds_the_headings_that_are_imported(client, index):
    rows = rows_of(client.get("/admin/exchange/blank/news/?export=xlsx"))
    assert rows == [["Title", "Summary", "Cover", "Published on", "Body"]]


def test_the_list_of_news_leads_there(client, index):
    link = f'href="{START}?place={index.pk}"'
    page = client.get(f"/admin/pages/{index.pk}/").content.decode()
    assert link in page
    assert f'<option value="{index.pk}" selected>' in client.get(f"{START}?place={index.pk}").content.decode()
